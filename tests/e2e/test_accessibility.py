"""Every page of the journey, of the account and of the errors: axe, reflow, legible drawings."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from assessments.results.services import ask_report
from territories.models import Territory
from territories.scope import territory_scope
from tests.e2e import axe, steps
from tests.e2e.conftest import Site
from tests.e2e.world import returning, sign_in
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


def faults(page: Page) -> list[str]:
    return [f"{page.url}: {fault}" for fault in axe.violations(page) + axe.overflows(page)]


def faults_at(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        assert page.title(), address
        found += faults(page)
    return found


def test_pages_that_anyone_opens(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser(bypass_csp=True).new_page()
    paths = (
        "/", "/faire-le-point/", "/aide/", "/accessibilite/", "/resultats/verifier/?code=XX",
        "/compte/login/", "/compte/signup/", "/compte/password/reset/",
        "/nulle-part/", "/resultats/verifier/GP-AAAA-AAAA-AAA/", "/faire-le-point/reprendre/coupe/",
    )  # fmt: skip
    found = faults_at(page, *(site.home + path for path in paths))
    searches = ("/", "/?commune=Chauvigny", "/?commune=Zzz")
    found += faults_at(page, *(site.portal + path for path in searches))
    found += faults_at(page, f"http://nulle-part.localhost:{site.port}/")
    assert not found, "\n".join(found)


def test_pages_of_the_questionnaire(site: Site, spaces: dict[str, Territory], open_browser: OpenBrowser) -> None:
    owner = make_user()
    draft, result = returning(spaces["poitiers"], owner)
    with territory_scope(spaces["poitiers"]):
        ask_report(result=result, language="fr")
    context = open_browser(bypass_csp=True)
    sign_in(context, owner, site.home)
    page = context.new_page()
    own, answer = f"{site.home}/faire-le-point/{draft.pk}", f"{site.home}/resultats/{result.pk}"
    found = faults_at(
        page, f"{own}/structure/", f"{own}/theme/waste/", f"{own}/verifier/", f"{own}/plus-tard/",
        f"{answer}/", f"{answer}/rapport/",
    )  # fmt: skip
    page.goto(f"{own}/theme/steering/")
    steps.go_on(page)  # without an answer: the page says which are missing
    assert page.locator(".notice--error").count() == 1
    found += faults(page)
    page.goto(f"{own}/structure/")
    steps.describe(page, (), siret="1234", commune="Zzz")
    steps.go_on(page)
    assert page.locator(".error").count() == 2
    found += faults(page)
    assert not found, "\n".join(found)


def test_pages_of_an_account(site: Site, spaces: dict[str, Territory], open_browser: OpenBrowser) -> None:
    owner = make_user(name="Camille Dupont-Martineau")
    _, result = returning(spaces["poitiers"], owner)
    organisation = f"/structures/{result.assessment.organisation_id}/"
    context = open_browser(bypass_csp=True)
    sign_in(context, owner, site.home)
    paths = (
        "/compte/", "/compte/profil/", "/compte/email/", "/compte/2fa/", "/compte/sessions/", "/compte/logout/",
        "/compte/second-facteur/", "/faire-le-point/", "/faire-le-point/mes-points/", "/structures/",
        "/structures/trouver/", "/structures/nouvelle/", organisation, f"{organisation}modifier/",
        f"{organisation}membres/",
    )  # fmt: skip
    found = faults_at(context.new_page(), *(site.home + path for path in paths))
    assert not found, "\n".join(found)
