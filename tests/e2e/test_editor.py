"""An author at work: by the keys, with a finger on a tablet, without a script, beside somebody else."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from assessments.editor.domain import acts
from assessments.editor.services import edit
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import extend, publish
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import draft
from tests.browser import DESK, watch
from tests.e2e import axe
from tests.e2e.conftest import Site
from tests.e2e.keyboard import Keys
from tests.e2e.world import sign_in
from tests.factories.accounts import make_user
from tests.factories.territories import make_agent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def version(spaces: dict[str, Territory]) -> FrameworkVersion:
    return draft(spaces["poitiers"])


def author(site: Site, spaces: dict[str, Territory], context: BrowserContext) -> Page:
    sign_in(context, make_agent(spaces["poitiers"], RoleName.ADMINISTRATOR), site.home)
    return context.new_page()


def order(version: FrameworkVersion, theme: str = "energie") -> list[str]:
    with territory_scope(version.framework.territory):
        found = next(one for one in read_rows(version).walk() if one.code == theme)
    return [question.code for question in found.questions]


def title(version: FrameworkVersion, code: str) -> str:
    with territory_scope(version.framework.territory):
        return next(one.title["fr"] for one in read_rows(version).questions() if one.code == code)


def at(site: Site, name: str, *arguments: object) -> str:
    return site.home + reverse(f"editor:{name}", args=arguments)


def test_a_question_is_moved_and_reworded_by_the_keys_alone(
    bare_site: Site, spaces: dict[str, Territory], version: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(bare_site, spaces, open_browser(DESK))
    traffic = watch(page)
    page.goto(at(bare_site, "tree", version.pk))
    keys = Keys(page)
    keys.tab_to(page.get_by_role("button", name="Déplacer E1"))
    keys.press("Space", "ArrowDown")
    with page.expect_navigation():
        keys.press("Space")
    assert order(version) == ["E2", "E1", "E3"]
    expect(page.get_by_role("button", name="Déplacer E1")).to_be_focused()
    keys.tab_to(page.locator("#question-E1").get_by_role("link", name="Fermer"))
    page.goto(at(bare_site, "node", version.pk, "E1"))
    keys = Keys(page)
    keys.tab_to(page.locator("[name=title_fr]"))
    keys.press("Control+a")
    page.keyboard.type("Mesurez-vous l'énergie ?")
    keys.tab_to(page.get_by_role("button", name="Enregistrer"))
    keys.leave()
    expect(page.get_by_role("heading", level=2, name="Mesurez-vous")).to_be_visible()
    assert title(version, "E1") == "Mesurez-vous l'énergie ?"
    assert not keys.faults
    assert not traffic.complaints


def test_a_question_is_dragged_on_a_tablet(
    bare_site: Site, spaces: dict[str, Territory], version: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(bare_site, spaces, open_browser(TABLET))
    page.goto(at(bare_site, "tree", version.pk))
    grip = page.get_by_role("button", name="Déplacer E3").bounding_box()
    target = page.locator("#question-E1").bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 20, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 40, steps=6)
    page.mouse.move(target["x"] + 60, target["y"] + 6, steps=4)
    with page.expect_navigation():
        page.mouse.up()
    assert order(version) == ["E3", "E1", "E2"]
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("Annulé :")).to_be_visible()
    assert order(version) == ["E1", "E2", "E3"]


def test_everything_is_done_without_a_script(
    bare_site: Site, spaces: dict[str, Territory], version: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(bare_site, spaces, open_browser(java_script_enabled=False))
    page.goto(at(bare_site, "tree", version.pk))
    page.get_by_role("button", name="Descendre E1").click()
    assert order(version) == ["E2", "E1", "E3"]
    page.locator("#question-E1").get_by_role("link", name="Fermer").click()
    page.locator("#question-E2").get_by_role("link", name="Modifier").click()
    page.locator("#renametitle_fr").fill("Chauffez-vous la nuit ?")
    page.get_by_role("button", name="Enregistrer l’énoncé").click()
    assert title(version, "E2") == "Chauffez-vous la nuit ?"
    page.get_by_label("Le mettre à la fin de").select_option("dechets")
    page.get_by_role("button", name="Mettre là").click()
    assert order(version, "dechets")[-1] == "E2"


def test_two_authors_meet_and_nothing_is_lost(
    bare_site: Site, spaces: dict[str, Territory], version: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    mine, theirs = (author(bare_site, spaces, open_browser(DESK)) for _ in range(2))
    for page in (mine, theirs):
        page.goto(at(bare_site, "node", version.pk, "E1"))
    theirs.locator("[name=why_fr]").fill("La leur.")
    theirs.get_by_role("button", name="Enregistrer").click()
    expect(theirs.get_by_text("Enregistré.", exact=True)).to_be_visible()
    mine.locator("[name=why_fr]").fill("La mienne.")
    mine.get_by_role("button", name="Enregistrer").click()
    expect(mine.get_by_role("alert")).to_contain_text("La leur.")
    expect(mine.locator("[name=why_fr]")).to_have_value("La mienne.")
    mine.get_by_role("button", name="Enregistrer").click()
    expect(mine.get_by_text("Enregistré.", exact=True)).to_be_visible()
    mine.goto(at(bare_site, "history", version.pk))
    expect(mine.get_by_text("La leur.").first).to_be_visible()


@pytest.fixture
def layer(spaces: dict[str, Territory]) -> FrameworkVersion:
    """Poitiers' own, over a core whose first question may be hidden, weigh 0.5 to 2, and have choices added."""
    core = draft(spaces["national"], "noyau")
    with territory_scope(spaces["national"]):
        limits = {"hide": True, "reword": True, "questions": True, "choices": True}
        after = limits | {"weight": {"min": "1/2", "max": "2"}}
        operation = acts.setting(read_rows(core), "question", "E1", "limits", after)
        edit(version=core, operation=operation, user=make_user())
        core.refresh_from_db()
        publish(version=core)
        core.refresh_from_db()
    with territory_scope(spaces["poitiers"]):
        title = {"fr": "Le nôtre", "en": "Ours"}
        return extend(base=core, territory=spaces["poitiers"], code="gp", title=title, number="1")


def test_a_layer_does_what_its_core_allows_and_no_more(
    bare_site: Site, spaces: dict[str, Territory], layer: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(bare_site, spaces, open_browser(DESK))
    page.goto(at(bare_site, "node", layer.pk, "E1"))
    page.locator("#id_weight").fill("3")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#id_weight")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_weight")).to_have_value("3")
    page.locator("#id_weight").fill("1,5")
    page.locator("summary", has_text="Choix").click()
    page.locator("[name='choices.3.title_fr']").fill("Avec le voisin")
    page.locator("[name='choices.3.title_en']").fill("With the neighbour")
    page.locator("[name='choices.3.points']").fill("1")
    page.locator("[name='choices.3.counts_as']").select_option("b")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Enregistré.", exact=True)).to_be_visible()
    with territory_scope(spaces["poitiers"]):
        found = next(one for one in read_rows(layer).questions() if one.code == "E1")
    assert (str(found.weight), found.choices[-1].counts_as) == ("3/2", "b")
    page.goto(at(bare_site, "tree", layer.pk) + "?at=question-E1")
    page.get_by_role("button", name="Masquer ici").click()
    expect(page.locator("#question-E1").get_by_text("masqué ici")).to_be_visible()
    page.goto(at(bare_site, "tree", layer.pk) + "?at=question-E2")
    expect(page.get_by_role("button", name="Masquer ici")).to_have_count(0)


def test_tabs_take_two_rows_at_most_on_a_phone(
    bare_site: Site, spaces: dict[str, Territory], layer: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(bare_site, spaces, open_browser(viewport={"width": 390, "height": 844}))
    for name in ("tree", "preview", "settings"):
        page.goto(at(bare_site, name, layer.pk))
        tops = page.locator(".tabs a").evaluate_all("links => links.map(link => Math.round(link.offsetTop))")
        assert len(set(tops)) <= 2, (name, page.locator(".tabs").all_inner_texts())


def test_every_screen_passes_axe_and_never_scrolls_sideways(
    site: Site, spaces: dict[str, Territory], version: FrameworkVersion, open_browser: OpenBrowser
) -> None:
    page = author(site, spaces, open_browser(bypass_csp=True))
    pk = version.pk
    addresses = [at(site, "list"), at(site, "import")]
    addresses += [at(site, name, pk) for name in ("tree", "preview", "coherence", "history", "settings", "publish")]
    addresses += [at(site, "tree", pk) + f"?at={key}" for key in ("question-E2", "theme-energie")]
    addresses += [at(site, "node", pk, code) + "?weight=x" for code in ("E1", "E2", "F1")]
    addresses += [at(site, "condition", pk, "question", "F3") + f"?about={about}" for about in ("", "profile", "E1")]
    found = []
    for address in addresses:
        page.goto(address)
        found += [f"{address}: {fault}" for fault in axe.violations(page) + axe.overflows(page)]
    assert not found, "\n".join(found)
