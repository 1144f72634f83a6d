"""A charter from its first discussion to its second year: written together, adopted, signed, checked, reviewed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from network.charters.domain.rules import Rules
from network.charters.services import set_rules
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.browser import DESK, PHONE, watch
from tests.e2e import charter_steps, steps
from tests.e2e.conftest import Site
from tests.e2e.world import sign_in
from tests.factories.accounts import make_user
from tests.factories.charters import make_draft
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result
from tests.factories.territories import make_agent
from tests.openbadges import Json, check

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
TITLE, NAME = "Charte des acteurs engagés", "Menuiserie Clairbois"


@pytest.fixture
def owner(spaces: dict[str, Territory]) -> User:
    return make_user(name="Camille Durand")


@pytest.fixture
def other(spaces: dict[str, Territory]) -> User:
    return make_user(name="Luc Moreau")


@pytest.fixture
def administrator(spaces: dict[str, Territory]) -> User:
    return make_agent(spaces["poitiers"], RoleName.ADMINISTRATOR, name="Anne Petit", is_staff=True)


@pytest.fixture(autouse=True)
def _drafted(spaces: dict[str, Territory], owner: User, other: User) -> None:
    """A draft of the charter, which asks for a recent assessment and two commitments; one company took stock."""
    with territory_scope(spaces["poitiers"]):
        set_rules(charter=make_draft(TITLE).charter, rules=Rules(months=12, commitments=2))
        organisation = make_organisation(owner, name=NAME)
        make_result(author=owner, organisation=organisation)
        make_organisation(other, name="Boulangerie du Pont")


def enter(open_browser: OpenBrowser, user: User, home: str, viewport: dict[str, int] = PHONE) -> Page:
    context = open_browser(viewport)
    sign_in(context, user, home)
    return context.new_page()


def written_together(bare_site: Site, page: Page, supporter: Page, desk: Page) -> None:
    """From the draft to the adopted text, which says what the company proposed and names it."""
    home = bare_site.home
    public = charter_steps.opens_to_discussion(desk, home, TITLE)
    proposal = charter_steps.proposes(page, public, "chaque année", "chaque semaine")
    charter_steps.supports(supporter, proposal)
    charter_steps.agrees_to_be_named(page, public)
    charter_steps.merges(desk, home, TITLE)
    charter_steps.adopts(desk, home, TITLE)
    page.goto(f"{home}/charte/")
    expect(page.locator("main")).to_contain_text("chaque semaine")
    expect(page.locator("main")).to_contain_text(NAME)
    expect(page.locator("main")).not_to_contain_text("Boulangerie du Pont")


def test_from_the_first_discussion_to_the_second_year(
    bare_site: Site, open_browser: OpenBrowser, owner: User, other: User, administrator: User, tmp_path: Path
) -> None:
    home = bare_site.home
    page, desk = enter(open_browser, owner, home), enter(open_browser, administrator, home, DESK)
    stranger, traffic = open_browser().new_page(), watch(page)
    written_together(bare_site, page, enter(open_browser, other, home), desk)
    charter_steps.reaches_the_signing(page, home)
    charter_steps.fills_in(page)
    charter_steps.signs(page)
    signature, certificate = page.url, charter_steps.downloads(page, "Certificat (PDF)")
    badge, keys = charter_steps.downloads(page, "Badge, signé").decode(), charter_steps.saved_keys(stranger, home)
    assert named(check(badge, keys, timezone.now())) == NAME
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=True):
        page = enter(open_browser, owner, home)
        charter_steps.reviews(page, signature)
        renewed = charter_steps.downloads(page, "Badge, signé").decode()
        assert named(check(renewed, keys, timezone.now())) == NAME
    with time_machine.travel(timezone.now() + timedelta(days=450), tick=True):
        check(renewed, keys, timezone.now())
        with pytest.raises(AssertionError, match="not valid today"):
            check(badge, keys, timezone.now())  # that of the first year is over
    assert steps.quiet(traffic) == []
    charter_steps.checks(stranger, home, charter_steps.code_of(certificate, tmp_path), NAME)


def named(claims: Json) -> str:
    """Who holds the badge."""
    identifiers = claims["credentialSubject"]["identifier"]
    return next(str(one["identityHash"]) for one in identifiers if one["identityType"] == "name")
