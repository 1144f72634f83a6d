"""Every kind of question and a condition, on a framework of a page and a half: tests/e2e/every_kind.yaml."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from assessments.frameworks.services import import_file, publish
from assessments.responses.models import Answer, Evidence
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.browser import DESK, watch
from tests.e2e import axe, steps
from tests.e2e.conftest import Site
from tests.e2e.keyboard import Keys
from tests.e2e.test_budgets import QUESTIONS, weigh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]

FILE = Path(__file__).with_name("every_kind.yaml")
PROOF = {"name": "Attestation 2026.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}


@pytest.fixture
def home(bare_site: Site, spaces: dict[str, Territory]) -> str:
    with territory_scope(spaces["poitiers"]):
        publish(version=import_file(path=FILE, territory=spaces["poitiers"])[0])
    return bare_site.home


def begin(page: Page, home: str) -> None:
    page.goto(home)
    steps.begin(page)
    steps.go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Eau")


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='q-{name}']:not([type=checkbox])")


def question(page: Page, code: str) -> Locator:
    return page.locator(f"[id='q-{code}']")


def stored() -> dict[str, Any]:
    with territory_scope(EVERYWHERE):
        return dict(Answer.objects.order_by("pk").values_list("question_code", "value"))


def answer_water(page: Page) -> None:
    page.get_by_label("Chaque mois").check()
    page.locator("[name='q-WA3=taps'][value=p]").check()
    page.locator("[name='q-WA3=rain'][value=na]").check()
    field(page, "WA4").fill("120,5")
    field(page, "WA5").fill("7")


def answer_waste(page: Page) -> None:
    field(page, "WT2=0.what").fill("Papier")
    field(page, "WT2=0.tonnes").fill("1,5")
    page.locator("[name='f-WT4']").set_input_files(PROOF)  # type: ignore[arg-type]
    field(page, "WT5=1.number").fill("4")
    page.get_by_label("Nous gardons les bordereaux").check()


def check_result(page: Page) -> None:
    steps.submit(page)
    for details in page.locator("section[aria-labelledby=why] details").all():
        details.evaluate("one => { one.open = true }")
    why = page.locator("section[aria-labelledby=why]")
    expect(why).to_contain_text("17,21\u00a0m³ par personne")
    expect(why).to_contain_text(re.compile("Robinets et toilettes\\s: En partie"))
    expect(why).to_contain_text("Un fichier est joint")


def test_with_the_script_on_a_phone(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    traffic = watch(page)
    begin(page, home)
    expect(question(page, "WA2")).to_be_hidden()
    first = page.get_by_label("Chaque mois")
    first.focus()
    first.check()
    expect(page.get_by_role("status")).to_contain_text("1 question s’ajoute")
    expect(question(page, "WA2")).to_be_visible()
    expect(question(page, "WA3").locator(".number")).to_have_text("Question 3")
    expect(first).to_be_focused()  # nothing moves under the fingers
    expect(page.locator("[data-count=page]")).to_have_text("1 réponse sur 5")
    field(page, "WA2").fill("2026-10-03")
    answer_water(page)
    expect(question(page, "WA6").locator("[data-value]")).to_have_text("17,21\u00a0m³ par personne")
    steps.go_on(page)
    page.get_by_label("Oui", exact=True).check()
    expect(page.get_by_role("heading", name="Déchets dangereux")).to_be_visible()
    answer_waste(page)
    expect(question(page, "WT4").get_by_role("link", name="Attestation 2026.pdf")).to_be_visible()
    page.get_by_role("button", name="Ajouter une ligne").click()
    expect(field(page, "WT2=1.what")).to_be_focused()
    field(page, "WT2=1.what").fill("Verre")
    field(page, "WT2=1.tonnes").fill("beaucoup")
    expect(question(page, "WT2").locator(".error")).to_contain_text(
        re.compile("Ligne 2, Quantité\\s: écrivez un nombre")
    )
    expect(field(page, "WT2=1.tonnes")).to_have_attribute("aria-invalid", "true")
    field(page, "WT2=1.tonnes").fill("0,25")
    expect(question(page, "WT3").locator("[data-value]")).to_have_text("1,75\u00a0tonnes")
    page.get_by_role("button", name="Retirer : Ligne 1").click()
    expect(question(page, "WT3").locator("[data-value]")).to_have_text("0,25\u00a0tonnes")
    steps.all_saved(page)
    assert stored()["WT2"] == [{"what": "Verre", "tonnes": 0.25}]
    steps.go_on(page)
    expect(page.get_by_role("link", name="Attestation 2026.pdf")).to_be_visible()
    check_result(page)
    refused = "Failed to load resource: the server responded with a status of 400 (Bad Request)"
    assert [one for one in traffic.complaints if one != refused] == []


def test_an_answer_that_hides_the_rest_keeps_it(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    begin(page, home)
    page.get_by_label("Chaque mois").check()
    field(page, "WA2").fill("2026-10-03")
    steps.all_saved(page)
    page.get_by_label("Non", exact=True).check()
    expect(page.get_by_role("status")).to_contain_text("1 question n’est plus posée")
    expect(question(page, "WA2")).to_be_hidden()
    expect(page.locator("[data-count=all]")).to_have_text("1 réponse sur 6")
    page.get_by_label("Chaque mois").check()
    expect(field(page, "WA2")).to_have_value("2026-10-03")


def test_what_waited_on_the_device_comes_back(home: str, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = context.new_page()
    begin(page, home)
    page.goto(page.url.replace("water", "waste"))
    page.get_by_label("Oui", exact=True).check()
    steps.all_saved(page)
    address = page.url
    context.set_offline(True)
    for row, what in enumerate(("Papier", "Verre", "Bois")):
        if row:
            page.get_by_role("button", name="Ajouter une ligne").click()
        field(page, f"WT2={row}.what").fill(what)
    expect(page.get_by_role("status")).to_contain_text("Gardé sur cet appareil")
    page.locator("[name='f-WT4']").set_input_files(PROOF)  # type: ignore[arg-type]
    expect(question(page, "WT4").locator(".error")).to_contain_text("n’est pas parti")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(field(again, "WT2=2.what")).to_have_value("Bois")
    steps.all_saved(again)
    assert stored()["WT2"] == [{"what": "Papier"}, {"what": "Verre"}, {"what": "Bois"}]


def test_without_the_script(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser(java_script_enabled=False).new_page()
    begin(page, home)
    answer_water(page)
    steps.go_on(page)
    expect(page.get_by_role("heading", name="Vos réponses ajoutent une question")).to_be_visible()
    field(page, "WA2").fill("2026-10-03")
    steps.go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Déchets")
    page.get_by_label("Oui", exact=True).check()
    steps.go_on(page)
    expect(page.get_by_role("heading", name="Vos réponses ajoutent 3 questions")).to_be_visible()
    answer_waste(page)
    page.get_by_role("button", name="Ajouter une ligne").click()
    field(page, "WT2=1.what").fill("Verre")
    field(page, "WT2=1.tonnes").fill("0,25")
    expect(question(page, "WT4").get_by_role("link", name="Attestation 2026.pdf")).to_be_visible()
    steps.go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifiez vos réponses")
    expect(page.get_by_text("1,75\u00a0tonnes")).to_be_visible()
    with territory_scope(EVERYWHERE):
        assert Evidence.objects.count() == 1
    page.get_by_role("button", name="Envoyer et voir mon résultat").click()
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()


def test_by_the_keys(home: str, open_browser: OpenBrowser) -> None:
    page = open_browser(viewport=DESK).new_page()
    keys = Keys(page)
    begin(page, home)
    keys.choose(question(page, "WA1"), 2)
    expect(question(page, "WA2")).to_be_visible()
    keys.type(field(page, "WA2"), "10032026")
    keys.choose(question(page, "WA3").locator(".scale-line").nth(0), 1)
    keys.choose(question(page, "WA3").locator(".scale-line").nth(2), 2)
    keys.type(field(page, "WA4"), "120,5")
    keys.type(field(page, "WA5"), "7")
    expect(question(page, "WA6").locator("[data-value]")).to_have_text("17,21\u00a0m³ par personne")
    steps.all_saved(page)
    keys.tab_to(page.get_by_role("button", name="Continuer : Déchets"))
    keys.leave()
    keys.choose(question(page, "WT1"), 0)
    expect(question(page, "WT2")).to_be_visible()
    keys.type(field(page, "WT2=0.what"), "Papier")
    keys.type(field(page, "WT2=0.tonnes"), "1,5")
    keys.tab_to(page.get_by_role("button", name="Ajouter une ligne"))
    keys.press("Enter")
    page.keyboard.type("Verre")
    expect(field(page, "WT2=1.what")).to_have_value("Verre")
    page.evaluate("window.before = null")  # the new row stands above the button that made it
    keys.tab_to(page.locator("[name='f-WT4']"))
    keys.press("Escape")
    steps.all_saved(page)
    assert stored()["WA3"] == {"taps": "p", "rain": "a"}
    assert stored()["WT2"] == [{"what": "Papier", "tonnes": 1.5}, {"what": "Verre"}]
    assert not keys.faults, "\n".join(keys.faults)


def test_for_every_eye_and_every_phone(home: str, open_browser: OpenBrowser) -> None:
    context = open_browser(bypass_csp=True)
    page = context.new_page()
    begin(page, home)
    answer_water(page)
    steps.all_saved(page)
    found = axe.violations(page) + axe.overflows(page)
    water = page.url
    page.goto(water.replace("water", "waste"))
    page.get_by_label("Oui", exact=True).check()
    expect(question(page, "WT2")).to_be_visible()
    answer_waste(page)
    page.get_by_role("button", name="Ajouter une ligne").click()
    field(page, "WT2=1.tonnes").fill("x")
    expect(question(page, "WT2").locator(".error").first).to_be_visible()
    found += axe.violations(page) + axe.overflows(page)
    page.goto(water.replace("theme/water", "verifier"))
    found += axe.violations(page) + axe.overflows(page)
    assert not found, "\n".join(found)
    weights = [weigh(open_browser, address, context.cookies()) for address in (water, water.replace("water", "waste"))]
    assert [fault for weight in weights for fault in weight.faults(QUESTIONS)] == []
