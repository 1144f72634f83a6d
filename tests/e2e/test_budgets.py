"""What a page costs a phone that opens it for the first time, as product budgets have it.

Bytes are those of gzip, which WhiteNoise and the middleware serve at least as small (Brotli does better).
"""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Response

from territories.models import Territory
from tests.e2e.conftest import Site
from tests.e2e.world import returning, sign_in
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]

KB = 1000
PUBLIC, QUESTIONS, JOURNEY = 100 * KB, 60 * KB, 800 * KB
SCRIPTS, STYLES = 40 * KB, 15 * KB
REQUESTS, NODES = 12, 300


@dataclass
class Weight:
    """One address opened with an empty cache. `by_kind`: bytes by Playwright's resource type."""

    address: str
    requests: int
    nodes: int
    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())

    def faults(self, most: int, nodes: int | None = None) -> Iterable[str]:
        asked = {
            "bytes": (self.total, most),
            "requests": (self.requests, REQUESTS),
            "bytes of scripts": (self.by_kind.get("script", 0), SCRIPTS),
            "bytes of styles": (self.by_kind.get("stylesheet", 0), STYLES),
            "nodes": (self.nodes, nodes or self.nodes),
        }
        return [f"{self.address}: {got} {what}, {limit} at most" for what, (got, limit) in asked.items() if got > limit]


def weigh(open_browser: OpenBrowser, address: str, cookies: Any = ()) -> Weight:
    context = open_browser()
    context.add_cookies(list(cookies))
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    by_kind: dict[str, int] = {}
    for answer in list(answers):
        kind = answer.request.resource_type
        by_kind[kind] = by_kind.get(kind, 0) + len(gzip.compress(answer.body()))
    nodes = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return Weight(address, len(answers), nodes, by_kind)


def test_public_pages_are_light(site: Site, open_browser: OpenBrowser) -> None:
    paths = ("/", "/faire-le-point/", "/aide/", "/resultats/verifier/", "/compte/login/", "/nulle-part/")
    weights = [weigh(open_browser, site.home + path) for path in paths]
    weights += [weigh(open_browser, f"{site.portal}{path}") for path in ("/", "/?commune=Chauvigny")]
    assert [fault for weight in weights for fault in weight.faults(PUBLIC, NODES)] == []
    assert all(weight.by_kind["document"] and weight.by_kind["stylesheet"] for weight in weights)  # really weighed


def test_the_pages_of_the_journey_are_light(
    site: Site, spaces: dict[str, Territory], open_browser: OpenBrowser
) -> None:
    owner = make_user()
    draft, result = returning(spaces["poitiers"], owner)
    context = open_browser()
    sign_in(context, owner, site.home)
    own = f"{site.home}/faire-le-point/{draft.pk}"
    themes = [f"{own}/theme/{theme}/" for theme in ("energy", "waste", "purchasing")]
    weights = [weigh(open_browser, address, context.cookies()) for address in themes]
    assert [fault for weight in weights for fault in weight.faults(QUESTIONS)] == []
    others = [f"{own}/structure/", f"{own}/verifier/", f"{site.home}/resultats/{result.pk}/"]
    weights += [weigh(open_browser, address, context.cookies()) for address in others]
    assert [fault for weight in weights for fault in weight.faults(PUBLIC)] == []
    assert sum(weight.total for weight in weights) < JOURNEY


def test_a_page_leaves_the_server_compressed(site: Site, open_browser: OpenBrowser) -> None:
    answer = open_browser().new_page().goto(site.home)
    assert answer is not None
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
