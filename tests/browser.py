"""A real Chromium for the tests that need one. Imported by conftest.py.

Debian's own (`apt-get install chromium`), or the one that CHROMIUM names; without it these tests are skipped.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
TEXT_KINDS = ("text/", "application/json", "application/javascript", "image/svg")


@dataclass
class Traffic:
    """What a page asked for and complained about."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def strangers(self, host: str) -> list[str]:
        """Requests to another host than `host`: there must be none."""
        return [url for url in self.requests if urlsplit(url).hostname not in (host, None)]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium by module: Playwright keeps an event loop in this thread, in which no async test could run."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The ORM calls of the tests are beside that loop, not in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Browser, transactional_db: None) -> Iterator[Callable[..., BrowserContext]]:
    """`open_browser(width=…, **options)`: a fresh context (own cookies), closed after the test.

    It asks for the base so that its pages are closed, and ask nothing more, before the tables are emptied.
    """
    opened: list[BrowserContext] = []

    def make(viewport: dict[str, int] = PHONE, **options: Any) -> BrowserContext:
        context = chromium.new_context(viewport=viewport, locale="fr-FR", **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


def watch(page: Page) -> Traffic:
    """Note every request, script error and refusal of the content policy from now on."""
    traffic = Traffic()
    page.on("request", lambda request: traffic.requests.append(request.url))
    page.on("pageerror", lambda error: traffic.complaints.append(str(error)))

    def heard(message: Any) -> None:
        if message.type == "error":
            traffic.complaints.append(message.text)

    page.on("console", heard)
    return traffic
