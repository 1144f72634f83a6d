"""The gallery in a real browser: no fault found by axe, no sideways scroll, nothing refused by the policy."""

from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
HUES = (28, 95, 168, 200, 262)


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def gallery(live_server: Any, national: Any) -> str:
    return f"{live_server.url}/ui/"


def refused(page: Any) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text) if message.type == "error" else None)
    return messages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Any, gallery: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.goto(gallery)
    report = Axe().run(page)
    page.close()
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (390, "100%"), (390, "200%"), (1280, "200%")])
def test_nothing_scrolls_sideways(browser: Any, gallery: str, width: int, text: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(gallery)
    page.evaluate("size => document.documentElement.style.fontSize = size", text)
    reach = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert reach <= width


def test_the_policy_refuses_nothing_and_the_menu_opens_without_a_script(browser: Any, gallery: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    messages = refused(page)
    page.goto(gallery)
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Se connecter").is_visible()
    page.close()
    assert messages == []


def test_the_background_follows_the_hue_and_the_scheme(browser: Any, gallery: str) -> None:
    page = browser.new_page()
    shown = set()
    for hue in HUES:
        page.goto(f"{gallery}?hue={hue}&scheme=dark")
        shown.add(page.evaluate("getComputedStyle(document.querySelector('#actions .button')).backgroundColor"))
    page.close()
    assert len(shown) == len(HUES)
