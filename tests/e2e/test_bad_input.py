"""What goes wrong in a browser: each time a clear sentence in place, and nothing lost."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.responses import links
from assessments.responses.models import Answer, Assessment
from assessments.results.models import Result
from territories.scope import EVERYWHERE, territory_scope
from tests.e2e import steps
from tests.e2e.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
NAME = "Librairie du Clain"


def on_the_first_page(site: Site, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(site.home)
    steps.begin(page)
    return page


def at_the_check(site: Site, context: BrowserContext) -> Page:
    page = on_the_first_page(site, context)
    steps.describe(page, organisation_name=NAME)
    steps.go_on(page)
    steps.answer_theme(page)
    steps.go_on(page)
    page.goto(re.sub(r"theme/.*", "verifier/", page.url))
    return page


def stored() -> dict[str, object]:
    with territory_scope(EVERYWHERE):
        return dict(Answer.objects.order_by("pk").values_list("question_code", "value"))


def message(page: Page, label: str) -> str:
    """What is said at this control, by the sentence that describes it."""
    ids = (page.get_by_role("textbox", name=label).get_attribute("aria-describedby") or "").split()
    found = page.locator(", ".join(f".error#{one}" for one in ids))
    expect(found).to_be_visible()
    return found.inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_wrong_siret_and_an_unknown_commune(site: Site, open_browser: OpenBrowser) -> None:
    page = on_the_first_page(site, open_browser())
    steps.describe(page, steps.SHOP, siret="12345678", commune="Zzz", organisation_name=NAME, size="1-9")
    steps.go_on(page)
    assert "Il manque 6 chiffres : un SIRET en compte 14." in message(page, "Numéro SIRET")
    assert "Aucune commune ne répond à « Zzz »" in message(page, "Commune")
    expect(page.get_by_label("Numéro SIRET")).to_have_value("12345678")
    expect(page.get_by_label("Nom de la structure")).to_have_value(NAME)
    expect(page.locator("[name=size]")).to_have_value("1-9")
    expect(page.locator("[name=traits]:checked")).to_have_count(len(steps.SHOP))
    steps.describe(page, (), siret="12345678901234")
    steps.go_on(page)
    assert "12345678901234" not in message(page, "Numéro SIRET")  # a key that is wrong: what to look at, no scolding
    steps.describe(page, (), siret="", commune="Chauvigny")
    steps.go_on(page)
    expect(page.get_by_text("Plusieurs communes")).to_have_count(0)
    expect(page.locator("fieldset.question").first).to_be_visible()


def test_a_commune_that_nobody_knows_on_the_portal(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    page.goto(f"{site.portal}/?commune=Zzz")
    expect(page.get_by_role("heading", name="Aucune commune ne répond à « Zzz »")).to_be_visible()
    expect(page.get_by_label("Où se trouve votre structure")).to_have_value("Zzz")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_commune_outside_any_open_territory(site: Site, open_browser: OpenBrowser, javascript: bool) -> None:
    page = on_the_first_page(site, open_browser(java_script_enabled=javascript))
    steps.describe(page, organisation_name=NAME, commune="Chauvigny-du-Perche")
    steps.go_on(page)
    expect(page.get_by_role("heading", name="Chauvigny-du-Perche ne fait pas partie de Grand Poitiers")).to_be_visible()
    portal = page.get_by_role("link", name="Commencer sur le portail national")
    assert str(portal.get_attribute("href")).startswith(f"{site.portal}/faire-le-point/")
    expect(page.get_by_label("Nom de la structure")).to_have_value(NAME)
    steps.go_on(page)  # and one may stay
    expect(page.locator("fieldset.question").first).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Commencer sur le portail national").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Avant de commencer")


def test_a_commune_of_another_space_is_led_there(site: Site, open_browser: OpenBrowser) -> None:
    page = on_the_first_page(site, open_browser())
    steps.describe(page, commune="59000")
    steps.go_on(page)
    expect(page.get_by_role("heading", name="Lille ne fait pas partie de Grand Poitiers")).to_be_visible()
    page.get_by_role("link", name="Commencer sur Métropole européenne de Lille").click()
    expect(page).to_have_url(re.compile(f"^{site.other}/faire-le-point/"))
    page.get_by_role("button", name="Commencer", exact=True).click()
    expect(page.get_by_role("textbox", name="Commune")).to_have_value(re.compile("^Lille"))


def test_submitting_twice_gives_one_result(site: Site, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = at_the_check(site, context)
    twin = context.new_page()
    twin.goto(page.url)
    page.get_by_role("button", name="Envoyer et voir mon résultat").dblclick()
    expect(page.get_by_role("heading", name="Pourquoi ce score")).to_be_visible()
    steps.submit(twin)
    assert twin.url == page.url
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos réponses, envoyées")
    with territory_scope(EVERYWHERE):
        assert Result.objects.count() == 1


def test_an_answer_after_submission_says_so(site: Site, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = at_the_check(site, context)
    late = context.new_page()
    late.goto(page.url.replace("verifier", "theme/waste"))
    before = stored()
    steps.submit(page)
    late.locator("fieldset.question").first.get_by_role("radio").nth(3).check()
    expect(late.get_by_role("status")).to_contain_text("déjà envoyé")
    assert stored() == before


def test_a_stale_page_without_javascript_keeps_both_answers(site: Site, open_browser: OpenBrowser) -> None:
    context = open_browser(java_script_enabled=False)
    page = on_the_first_page(site, context)
    steps.describe(page)
    steps.go_on(page)
    stale = context.new_page()
    stale.goto(page.url)
    question = "fieldset.question >> nth=0 >> role=radio"
    page.locator(f"{question} >> nth=1").check()
    steps.go_on(page)
    stale.locator(f"{question} >> nth=3").check()
    steps.go_on(stale)
    expect(stale.get_by_role("heading", name="Deux réponses : choisissez-en une")).to_be_visible()
    expect(stale.locator(f"{question} >> nth=3")).to_be_checked()
    assert next(iter(stored().values())) == "s1"
    steps.go_on(stale)  # chosen
    assert next(iter(stored().values())) == "s3"


def test_a_lost_network_loses_nothing(site: Site, open_browser: OpenBrowser) -> None:
    context = open_browser()
    page = on_the_first_page(site, context)
    steps.describe(page)
    steps.go_on(page)
    context.set_offline(True)
    given = steps.answer_theme(page)
    expect(page.get_by_role("status")).to_contain_text("Gardé sur cet appareil")
    address = page.url
    page.get_by_role("button", name=re.compile("^Continuer")).click()
    expect(page.get_by_role("status")).to_contain_text("Gardé sur cet appareil")
    assert (page.url, stored()) == (address, {})
    context.set_offline(False)
    # The answers leave by themselves, and then perhaps the page that "Continue" asked for: only the base can tell.
    for _ in range(400):
        if len(stored()) == given:
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"{len(stored())} answers of {given} arrived")


@pytest.mark.parametrize("expired", [True, False])
def test_a_link_that_opens_nothing(
    site: Site, open_browser: OpenBrowser, monkeypatch: pytest.MonkeyPatch, expired: bool
) -> None:
    on_the_first_page(site, open_browser())
    with territory_scope(EVERYWHERE):
        token = links.token_for(Assessment.objects.get())
    if expired:
        monkeypatch.setattr(links, "LIFE", timedelta(seconds=-1))
    page = open_browser().new_page()
    answer = page.goto(f"{site.home}/faire-le-point/reprendre/{token if expired else token[:-3]}/")
    assert answer is not None
    assert answer.status == (410 if expired else 404)
    heading = "Ce lien est trop ancien" if expired else "Ce lien n’ouvre rien"
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("link", name="Commencer un nouveau questionnaire")).to_be_visible()


def test_a_host_that_no_territory_has(site: Site, open_browser: OpenBrowser) -> None:
    page = open_browser().new_page()
    answer = page.goto(f"http://nulle-part.localhost:{site.port}/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("Aucun territoire ne répond à cette adresse.")
    page.get_by_role("link", name="Aller au portail national").click()
    expect(page).to_have_url(f"{site.portal}/")
