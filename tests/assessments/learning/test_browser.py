"""The pages in a real browser: without a script, by the keys, on a phone and on a desk, under axe."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.frameworks.services import install_shipped as install_framework
from assessments.learning.services import install_shipped
from cms.services import open_space
from territories.models import Kind, Territory
from territories.scope import territory_scope
from tests.browser import DESK, PHONE
from tests.conftest import make_commune
from tests.e2e.axe import overflows, violations
from tests.e2e.keyboard import Keys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
PAGES = ("", "glossaire/", "fiches/lire-ses-factures/", "parcours/premiers-pas/")


@pytest.fixture
def home(transactional_db: None, live_server: Any, settings: Any) -> str:
    """The address of a territory that reads what the project ships."""
    port = urlsplit(live_server.url).port or 80
    settings.PORTAL_PORT = port
    common: dict[str, Any] = {"contact": "a@b.example", "port": port}
    national = open_space(slug="national", name="Acteurs engagés", kind=Kind.NATIONAL, hostname="localhost", **common)
    with territory_scope(national):
        install_framework(territory=national)
        install_shipped(territory=national)
    territory: Territory = open_space(
        slug="grand-poitiers", name="Grand Poitiers", kind=Kind.INTERMUNICIPALITY, hue=168, parent=national,
        hostname="grand-poitiers.localhost", communes=[make_commune("86194", "Poitiers", postcode="86000")], **common,
    )  # fmt: skip
    return str(territory.root_url)


def test_a_sheet_and_its_quiz_by_the_keys_without_a_script(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=DESK, java_script_enabled=True).new_page()
    page.route(re.compile(r"\.js(\?|$)"), lambda route: route.abort())  # ours; the test itself looks at the focus
    keys = Keys(page)
    page.goto(f"{home}/apprendre/")
    keys.tab_to(page.get_by_role("link", name="Lire ses factures d’énergie"))
    keys.leave()
    for question, place in ((0, 1), (2, 0)):
        keys.choose(page.locator("fieldset.field").nth(question), place)
        if question == 0:
            for box in (0, 1):
                keys.tab_to(page.locator("fieldset.field").nth(1).get_by_role("checkbox").nth(box))
                keys.press("Space")
    keys.tab_to(page.get_by_role("button", name="Voir mon résultat"))
    keys.leave()
    expect(page.get_by_text("3 bonnes réponses sur 3")).to_be_visible()
    assert keys.faults == []


def test_a_refused_quiz_leads_to_the_question(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{home}/apprendre/fiches/lire-ses-factures/")
    page.get_by_label("Les kilowattheures et les euros du mois").check()
    page.get_by_role("button", name="Voir mon résultat").click()
    expect(page.get_by_label("Les kilowattheures et les euros du mois")).to_be_checked()
    expect(page.get_by_role("link", name=re.compile("Choisissez une réponse")).first).to_be_visible()


def test_the_glossary_is_searched_without_a_script(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{home}/apprendre/glossaire/")
    page.get_by_label("Trouver un mot").fill("ENERGIE renouvelable")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("Énergie renouvelable", exact=True)).to_be_visible()
    expect(page.locator("dt")).to_have_count(1)


def test_every_page_passes_axe_and_never_scrolls_sideways(home: str, open_browser: OpenBrowser) -> None:
    page: Page = open_browser(viewport=DESK, bypass_csp=True).new_page()
    for path in PAGES:
        page.goto(f"{home}/apprendre/{path}")
        assert violations(page) == [], path
        assert overflows(page) == [], path
