"""The saving script in a real browser: at once, offline, in a killed tab, against a stale tab."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.responses.models import Answer
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.browser import watch
from tests.factories.responses import make_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

expect.set_options(timeout=15_000)  # milliseconds: a busy machine is not a fault

OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture
def site(transactional_db: None, poitiers: Territory, live_server: Any) -> str:
    make_version(poitiers)
    return f"http://{poitiers.host}:{live_server.url.rsplit(':', 1)[1]}"


def begin(context: BrowserContext, site: str) -> Page:
    """The first theme, reached as anyone would."""
    page = context.new_page()
    page.goto(f"{site}/faire-le-point/")
    page.get_by_role("button", name="Commencer", exact=True).click()
    page.get_by_role("button", name="Continuer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Énergie")
    return page


def tick(page: Page, question: str, answer: str) -> None:
    page.locator(f'[data-question="{question}"]').get_by_label(answer, exact=True).check()


def saved(page: Page) -> Any:
    return page.get_by_role("status")


def stored() -> dict[str, Any]:
    with territory_scope(EVERYWHERE):
        return dict(Answer.objects.order_by("pk").values_list("question_code", "value"))


def kept(page: Page) -> int:
    """Entries that wait on the device."""
    count: int = page.evaluate("Object.keys(localStorage).length")
    return count


def all_sent(page: Page) -> None:
    """Wait until nothing waits on the device (the content policy forbids Playwright's own polling)."""
    for _ in range(100):
        if not kept(page):
            return
        page.wait_for_timeout(50)
    raise AssertionError("answers still wait on the device")


def test_an_answer_is_saved_at_once_and_counted(site: str, open_browser: OpenBrowser) -> None:
    page = begin(open_browser(), site)
    traffic = watch(page)
    tick(page, "E1", "Réponse b")
    expect(saved(page)).to_contain_text("Enregistré à")
    expect(page.locator("[data-count=page]")).to_have_text("1 réponse sur 3")
    expect(page.locator("[data-count=all]")).to_have_text("1 réponse sur 7")
    tick(page, "E3", "Réponse a")
    tick(page, "E3", "Je ne sais pas")
    expect(page.locator('[data-question="E3"]').get_by_label("Réponse a", exact=True)).not_to_be_checked()
    expect(page.locator("[data-count=page]")).to_have_text("2 réponses sur 3")
    all_sent(page)
    assert stored() == {"E1": "b", "E3": "unknown"}
    assert traffic.complaints == []


def test_offline_answers_wait_on_the_device_even_in_a_killed_tab(site: str, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = begin(context, site)
    address = page.url
    context.set_offline(True)
    tick(page, "E1", "Réponse a")
    expect(saved(page)).to_contain_text("Gardé sur cet appareil")
    tick(page, "E1", "Réponse c")
    tick(page, "E2", "Oui")
    page.get_by_role("button", name="Continuer : Déplacements et déchets").click()
    assert page.url == address  # without network, the page stays and keeps everything
    assert kept(page) == 2
    assert stored() == {}
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_label("Réponse c", exact=True).first).to_be_checked()
    expect(saved(again)).to_contain_text("Enregistré à")
    all_sent(again)
    assert stored() == {"E1": "c", "E2": "yes"}


def test_answers_leave_when_the_network_is_back(site: str, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = begin(context, site)
    context.set_offline(True)
    tick(page, "E1", "Réponse a")
    expect(saved(page)).to_contain_text("Gardé sur cet appareil")
    context.set_offline(False)
    expect(saved(page)).to_contain_text("Enregistré à")
    assert stored() == {"E1": "a"}


def test_a_stale_tab_shows_both_answers_and_the_person_chooses(site: str, open_browser: OpenBrowser) -> None:
    context = open_browser()
    first = begin(context, site)
    stale = context.new_page()
    stale.goto(first.url)
    tick(first, "E1", "Réponse b")
    tick(first, "E2", "Oui")
    expect(first.locator("[data-count=page]")).to_have_text("2 réponses sur 3")
    all_sent(first)
    tick(stale, "E1", "Réponse c")
    notice = stale.get_by_role("alert").filter(has_text="Deux réponses")
    expect(notice).to_contain_text("Enregistrée là-bas : Réponse b")
    expect(notice).to_contain_text("Ici : Réponse c")
    assert stored()["E1"] == "b"
    notice.get_by_role("button", name="Garder la mienne").click()
    expect(saved(stale)).to_contain_text("Enregistré à")
    all_sent(stale)
    assert stored()["E1"] == "c"
    tick(stale, "E2", "Non")
    stale.get_by_role("button", name="Prendre celle enregistrée").click()
    expect(stale.locator('[data-question="E2"]').get_by_label("Oui", exact=True)).to_be_checked()
    assert kept(stale) == 0
    assert stored()["E2"] == "yes"


def test_a_wrong_number_says_what_to_write(site: str, open_browser: OpenBrowser) -> None:
    page = begin(open_browser(), site)
    page.goto(page.url.replace("energie", "chiffres"))
    field = page.get_by_label("Nombre, en %")
    field.fill("130")
    sentence = page.locator('[data-question="F1"] .error')
    expect(sentence).to_contain_text("Écrivez un nombre entre 0\u00a0% et 100\u00a0%.")
    field.fill("12,5")
    expect(saved(page)).to_contain_text("Enregistré à")
    expect(sentence).to_have_count(0)
    assert stored() == {"F1": 12.5}


def test_without_a_script_the_journey_is_the_same(site: str, open_browser: OpenBrowser) -> None:
    page = begin(open_browser(java_script_enabled=False), site)
    tick(page, "E1", "Réponse b")
    page.get_by_role("button", name="Continuer : Déplacements et déchets").click()
    expect(page).to_have_title("Erreur\u00a0: Énergie, thème 1 sur 2 · Grand Poitiers")
    tick(page, "E2", "Non")
    tick(page, "E3", "Non concerné")
    page.get_by_role("button", name="Continuer : Déplacements et déchets").click()
    page.get_by_label("Nombre, en %").fill("30")
    page.get_by_label("Nombre, en km").fill("1 200,5")
    tick(page, "F3", "Réponse a")
    page.get_by_role("button", name="Vérifier mes réponses").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vérifiez vos réponses")
    assert stored() == {"E1": "b", "E2": "no", "E3": "na", "F1": 30, "F2": 1200.5, "F3": "a"}
