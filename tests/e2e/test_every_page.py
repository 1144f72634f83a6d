"""Every address that answers a page, found by itself in the address map: axe, reflow, policy, strangers, weight.

The addresses are those of the isolation matrix, with the things of its world; a page is opened by the first of
these that it opens to: a visitor, the owner of an organisation, an administrator of the territory. A new page is here
without a line being added. Wagtail's own screens (/gestion/) are not ours to lay out.
"""

import gzip
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Response

from territories.models import Territory
from tests.browser import DESK, watch
from tests.e2e import axe
from tests.e2e.world import sign_in
from tests.factories.frameworks import published
from tests.isolation.routes import Route, routes
from tests.isolation.world import Space, build

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # pictures that Wagtail left open
]
OpenBrowser = Callable[..., BrowserContext]

KB = 1000
WHO = ("anonymous", "owner", "administrator")
MOST = {"anonymous": 100 * KB, "owner": 100 * KB, "administrator": 150 * KB}
REQUESTS, SCRIPTS, STYLES = 12, 40 * KB, 15 * KB
SLICES = 3
"""The pages of one person are shared among as many tests, so that workers take them together."""
NOT_OURS = ("gestion/", "documents/", "_util/")
GOES_AWAY = {"account_logout", "toolbox:go"}
"""They leave the page or the site."""


@pytest.fixture
def space(spaces: dict[str, Territory]) -> Space:
    return build(spaces["poitiers"], "POITIERS", published(spaces["national"]))


def pages(space: Space, who: str, part: int) -> Iterator[str]:
    """The paths, one in SLICES from the `part`th, that answer a page to `who` and to none of those before in WHO."""
    before = WHO[: WHO.index(who)]
    for route in list(filter(_is_ours, routes()))[part::SLICES]:
        path = route.path(space)
        if _is_page(space, who, path) and not any(_is_page(space, other, path) for other in before):
            yield path


def _is_ours(route: Route) -> bool:
    return not route.pattern.startswith(NOT_OURS) and route.name not in GOES_AWAY


def _client(space: Space, who: str) -> Client:
    client = Client(headers={"host": space.territory.host}, raise_request_exception=False)
    user = space.actor(who)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _is_page(space: Space, who: str, path: str) -> bool:
    """Asked by a new session each time: a link that was followed opens what it leads to."""
    answer = _client(space, who).get(path)
    body = answer.getvalue()  # read to its end: that is what closes a file
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.status_code == 200 and html and b"<html" in body[:300]


@pytest.mark.parametrize("part", range(SLICES))
@pytest.mark.parametrize("who", WHO)
def test_it_is_accessible_light_and_keeps_to_the_policy(
    space: Space, open_browser: OpenBrowser, who: str, part: int
) -> None:
    paths = list(pages(space, who, part))
    assert paths
    context, user = open_browser(DESK), space.actor(who)
    if user is not None:
        sign_in(context, user, space.territory.root_url)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})  # each is a first visit
    found = []
    for path in paths:
        found += weigh(page, space.territory.root_url + path, MOST[who])
        found += look(page)
    assert not found, "\n".join(found)


def weigh(page: Page, address: str, most: int) -> list[str]:
    """What it costs a first visit, what it complains of, whom else it calls."""
    traffic, answers = watch(page), list[Response]()
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address)
    kinds: Counter[str] = Counter()
    for answer in list(answers):
        kinds[answer.request.resource_type] += len(gzip.compress(answer.body()))
    told = {
        "bytes": (sum(kinds.values()), most),
        "bytes of scripts": (kinds.get("script", 0), SCRIPTS),
        "bytes of styles": (kinds.get("stylesheet", 0), STYLES),
        "requests": (len(answers), REQUESTS),
    }
    heavy = [f"{address}: {got} {what}, {limit} at most" for what, (got, limit) in told.items() if got > limit]
    moved = [f"leads to {page.url}"] if page.url != address else []
    strangers = traffic.strangers(urlsplit(address).hostname or "")
    return heavy + [f"{address}: {word}" for word in (*moved, *traffic.complaints, *strangers)]


def look(page: Page) -> list[str]:
    untitled = [] if page.title() else ["no title"]
    return [f"{page.url}: {fault}" for fault in (*untitled, *axe.violations(page), *axe.overflows(page))]
