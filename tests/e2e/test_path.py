"""From a result to progress: a weak answer, an action, what shows it, a year, the next result. Phone; no JavaScript."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from assessments.results.models import Result
from assessments.results.services import submit
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.browser import DESK, watch
from tests.e2e import plan_steps, steps
from tests.e2e.conftest import Site
from tests.e2e.world import draft, sign_in
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.territories import make_agent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture
def owner(spaces: dict[str, Territory]) -> User:
    return make_user(name="Camille Durand")


@pytest.fixture
def agent(spaces: dict[str, Territory]) -> User:
    return make_agent(spaces["poitiers"], RoleName.ANIMATOR, name="Noé Lambert")


@pytest.fixture
def result(site: Site, spaces: dict[str, Territory], owner: User) -> Result:
    """A bookshop that has just taken stock, and is at the beginning."""
    with territory_scope(spaces["poitiers"]):
        organisation = make_organisation(owner, name="Librairie du Clain")
        return submit(assessment=draft(organisation, owner, 0))


def at_the_result(context: BrowserContext, owner: User, site: Site, result: Result) -> Page:
    sign_in(context, owner, site.home)
    page = context.pages[0] if context.pages else context.new_page()
    page.goto(f"{site.home}/resultats/{result.pk}/")
    return page


def at_the_desk(context: BrowserContext, agent: User, site: Site) -> Page:
    sign_in(context, agent, site.home)
    return context.new_page()


def test_on_a_phone_from_the_result_to_the_next_one(
    site: Site, open_browser: OpenBrowser, owner: User, agent: User, result: Result
) -> None:
    context = open_browser()
    page = at_the_result(context, owner, site, result)
    traffic = watch(page)
    gap = plan_steps.opens_the_gap(page)
    title = plan_steps.decides(page)
    for file in (plan_steps.picture(), plan_steps.document()):
        plan_steps.shows(page, file)
    plan_steps.finishes(page)
    plan_steps.verifies(at_the_desk(open_browser(DESK), agent, site), site.home, title)
    plan_steps.is_told(page, title)
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=True):
        page = at_the_result(context, owner, site, result)  # a session does not last a year
        plan_steps.begins_again(page)
        plan_steps.goes_through(page, title)
        plan_steps.sees_the_progress(page, gap.theme)
        plan_steps.reads_what_was_done(page, title, gap.theme)
    assert steps.quiet(traffic) == []


def test_without_javascript_at_a_desk(site: Site, open_browser: OpenBrowser, owner: User, result: Result) -> None:
    context = open_browser(DESK, java_script_enabled=False)
    page = at_the_result(context, owner, site, result)
    gap = plan_steps.opens_the_gap(page)
    title = plan_steps.decides(page)
    plan_steps.shows(page, plan_steps.document())
    plan_steps.finishes(page)
    with time_machine.travel(timezone.now() + timedelta(days=366), tick=True):
        page = at_the_result(context, owner, site, result)
        plan_steps.begins_again(page)
        plan_steps.goes_through(page, title)
        plan_steps.sees_the_progress(page, gap.theme)
