"""What goes wrong on the way from a result to progress: words where it happened, and nothing typed lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from assessments.benchmarks.services import roll_up
from assessments.plans.models import Action
from assessments.responses.models import Answer
from assessments.voices.models import Voice
from network.charters.domain.rules import Rules
from network.charters.models import Signature
from network.charters.queries import adopted_version
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.voices.test_browser import come_in
from tests.browser import DESK
from tests.e2e import charter_steps, plan_steps
from tests.e2e.conftest import Site
from tests.e2e.world import sign_in
from tests.factories import voices
from tests.factories.accounts import make_user
from tests.factories.benchmarks import make_peers
from tests.factories.charters import make_charter, new_version
from tests.factories.organisations import make_organisation
from tests.factories.plans import owned
from tests.factories.results import MIDDLING, make_result, make_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])


@pytest.fixture
def poitiers(spaces: dict[str, Territory]) -> Territory:
    return spaces["poitiers"]


def enter(context: BrowserContext, user: User, home: str) -> Page:
    sign_in(context, user, home)
    return context.new_page()


def described(page: Page, label: str) -> str:
    """What is said at this control, by the sentence that describes it."""
    ids = (page.get_by_label(label).first.get_attribute("aria-describedby") or "").split()
    found = page.locator(", ".join(f".error#{one}" for one in ids))
    expect(found).to_be_visible()
    return found.inner_text()


@SCRIPTS
def test_an_action_dated_in_the_past(
    bare_site: Site, poitiers: Territory, open_browser: OpenBrowser, scripts: bool
) -> None:
    with territory_scope(poitiers):
        owner, _organisation, result = owned()
    page = enter(open_browser(java_script_enabled=scripts), owner, bare_site.home)
    page.goto(f"{bare_site.home}/plan/depuis/{result.pk}/EA2/")
    page.get_by_label("C’est une habitude").check()
    page.get_by_label("Ce que nous ferons").fill("Arroser le soir, au pied")
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page.get_by_label("À faire pour le").fill(yesterday)
    page.get_by_label("Quelqu’un d’autre").fill("L’équipe du jardin")
    page.get_by_role("button", name="La mettre dans notre plan").click()
    expect(page.locator(".notice--error")).to_be_visible()
    assert "Cette date est passée" in described(page, "À faire pour le")
    expect(page.get_by_label("À faire pour le")).to_have_value(yesterday)
    expect(page.get_by_label("Ce que nous ferons")).to_have_value("Arroser le soir, au pied")
    expect(page.get_by_label("C’est une habitude")).to_be_checked()
    expect(page.get_by_label("Quelqu’un d’autre")).to_have_value("L’équipe du jardin")
    with territory_scope(poitiers):
        assert not Action.objects.exists()
    page.get_by_label("À faire pour le").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="La mettre dans notre plan").click()
    plan_steps.heading(page, "Arroser le soir, au pied")


@SCRIPTS
def test_signing_a_stale_text(bare_site: Site, poitiers: Territory, open_browser: OpenBrowser, scripts: bool) -> None:
    owner = make_user(name="Camille Durand")
    with territory_scope(poitiers):
        charter = make_charter(rules=Rules(months=12, commitments=2))
        make_result(author=owner, organisation=make_organisation(owner))
    page = enter(open_browser(java_script_enabled=scripts), owner, bare_site.home)
    charter_steps.reaches_the_signing(page, bare_site.home)
    charter_steps.fills_in(page)
    with territory_scope(poitiers):
        new_version(charter, "Un article ajouté pendant la lecture")
    page.get_by_role("button", name="Signer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été signé")
    expect(page.get_by_role("heading", name="Un article ajouté pendant la lecture")).to_be_visible()
    expect(page.get_by_label(charter_steps.ARTICLE)).to_be_checked()
    expect(page.get_by_label("Votre propre engagement, 1")).to_have_value("Planter une haie")
    expect(page.get_by_label("Votre fonction")).to_have_value("Directrice")
    with territory_scope(poitiers):
        assert not Signature.objects.exists()
    page.get_by_label("J’ai lu le texte").check()
    charter_steps.signs(page)
    with territory_scope(poitiers):
        assert Signature.objects.get().version == adopted_version(charter)


@pytest.fixture
def asked(poitiers: Territory) -> tuple[User, Voice]:
    """An owner, and the colleague who was asked for the first theme."""
    owner = voices.make_owner()
    with territory_scope(poitiers):
        return owner, voices.make_delegate(voices.make_draft(owner), owner)


@SCRIPTS
def test_a_delegate_whose_access_was_withdrawn(
    bare_site: Site, poitiers: Territory, asked: tuple[User, Voice], open_browser: OpenBrowser, scripts: bool
) -> None:
    owner, voice = asked
    guest = come_in(open_browser(java_script_enabled=scripts), bare_site.home, voice)
    guest.get_by_role("link", name="Répondre aux questions").click()
    page = enter(open_browser(DESK, java_script_enabled=scripts), owner, bare_site.home)
    page.goto(f"{bare_site.home}/regards/{voice.assessment_id}/")
    page.get_by_role("button", name=f"Retirer l’accès {voice.label}").click()
    expect(page.get_by_role("button", name=f"Retirer l’accès {voice.label}")).to_have_count(0)
    chosen = guest.locator("#q-t1q2").get_by_label("Étape 3", exact=True)
    chosen.check()
    if scripts:
        expect(guest.get_by_role("alert")).to_contain_text("Votre accès a été retiré")
        expect(chosen).to_be_checked()
    else:
        guest.get_by_role("button", name="Terminer", exact=True).click()
        expect(guest.locator(".lead")).to_contain_text("Votre accès a été retiré")
        expect(guest.locator("dl.answers")).to_contain_text("Étape 3")
    with territory_scope(poitiers):
        assert not Answer.objects.exists()
    guest.goto(f"{bare_site.home}{voices.link_of(voice)}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Cet accès est fermé")


@SCRIPTS
def test_filters_made_to_isolate_one_firm(
    bare_site: Site, poitiers: Territory, open_browser: OpenBrowser, scripts: bool
) -> None:
    owner = make_user()
    with territory_scope(poitiers):
        version = make_version()
        make_peers(11, version, section="C", size="1-9", kind="company")
        make_peers(1, version, section="F", size="50-249", kind="association")  # the one who is looked for
        facts = {"section": "C", "size": "1-9", "kind": "company"}
        mine = make_result(MIDDLING, version=version, organisation=make_organisation(owner), author=owner, **facts)
    roll_up(root=Territory.objects.get(parent=None), until=timezone.now())
    page = enter(open_browser(java_script_enabled=scripts), owner, bare_site.home)
    page.goto(f"{bare_site.home}/resultats/{mine.pk}/")
    page.get_by_role("link", name="Comparer avec d’autres").click()
    wanted = {"secteur": "F", "taille": "50-249", "type": "association"}
    for name, value in wanted.items():
        page.locator(f"select[name={name}]").select_option(value)
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("moins de 5")
    expect(page.locator("main table")).to_have_count(0)
    for name, value in wanted.items():
        expect(page.locator(f"select[name={name}]")).to_have_value(value)
    page.get_by_role("link", name="Groupe montré le plus proche").click()
    expect(page.locator("main table")).to_be_visible()
    page.goto(f"{bare_site.home}/comparer/{mine.pk}/?secteur=F&taille=7&type=association")
    assert "Choisissez dans la liste" in described(page, "Taille")
    expect(page.locator("main table")).to_have_count(0)
    expect(page.locator("select[name=secteur]")).to_have_value("F")
