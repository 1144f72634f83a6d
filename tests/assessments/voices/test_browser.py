"""In a real browser: a colleague answers by link, a gap appears, it is settled; with and without JavaScript; axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from assessments.responses.models import Answer, Assessment, Evidence
from assessments.voices import services
from assessments.voices.models import Agreement, Poll, Voice
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.voices.conftest import posted
from tests.browser import DESK
from tests.e2e.axe import overflows, violations
from tests.e2e.conftest import Site, bare_site, spaces
from tests.e2e.world import sign_in
from tests.factories import voices as make

Open = Callable[..., BrowserContext]
__all__ = ["bare_site", "spaces"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def home(bare_site: Site) -> str:
    return bare_site.home


@pytest.fixture
def place(spaces: dict[str, Territory]) -> Territory:
    return spaces["poitiers"]


@pytest.fixture
def asked(place: Territory) -> tuple[User, Assessment, Voice]:
    """An owner answered; a colleague is asked for the first theme."""
    owner = make.make_owner()
    with territory_scope(place):
        draft = make.make_draft(owner)
        make.say(draft, t1q1="s4", t2q1="s2")
        return owner, draft, make.make_delegate(draft, owner)


def come_in(context: BrowserContext, home: str, voice: Voice) -> Page:
    """By the link, then the code of the mailbox."""
    page = context.new_page()
    page.goto(f"{home}{make.link_of(voice)}")
    page.get_by_role("button", name="Envoyez-moi le code").click()
    expect(page.get_by_label("Code")).to_be_visible()
    code = next(word.strip(".") for word in posted(voice.email).split() if word.strip(".").isdigit())
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Ouvrir les questions").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Menuiserie Clairbois")
    return page


def stored(place: Territory) -> dict[str, Any]:
    with territory_scope(place):
        return dict(Answer.objects.filter(assessment__beside=None).values_list("question_code", "value").order_by("pk"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_colleague_answers_the_gap_is_discussed_and_settled(
    open_browser: Open, home: str, place: Territory, asked: tuple[User, Assessment, Voice], script: bool
) -> None:
    owner, draft, voice = asked
    page = come_in(open_browser(java_script_enabled=script), home, voice)
    page.get_by_role("link", name="Continuer à répondre").or_(page.get_by_role("link", name="Répondre aux")).click()
    expect(page.get_by_text("Paule Martin vous demande de répondre")).to_be_visible()
    expect(page.get_by_text("Thème 2")).to_have_count(0)
    for question, step in (("t1q1", "Étape 1"), ("t1q2", "Étape 2"), ("t1q3", "Étape 3")):
        page.locator(f"#q-{question}").get_by_label(step, exact=True).check()
        if script:
            expect(page.get_by_role("status")).to_contain_text("Enregistré")
    page.get_by_role("button", name="Terminer", exact=True).click()
    page.get_by_role("button", name="J’ai fini").click()
    expect(page.get_by_text("Vous avez dit que vous aviez fini")).to_be_visible()
    assert stored(place) == {"t1q1": "s1", "t1q2": "s2", "t1q3": "s3", "t2q1": "s2"}

    context = open_browser(DESK, java_script_enabled=script)
    sign_in(context, owner, home)
    desk = context.new_page()
    desk.goto(f"{home}/regards/{draft.pk}/ecarts/")
    expect(desk.get_by_text("75 points d’écart")).to_be_visible()
    desk.get_by_role("link", name="Question t1q1 ?").first.click()
    desk.get_by_label("Étape 2", exact=True).check()
    desk.get_by_label("Pourquoi cette réponse").fill("Le relevé de mars le montre.")
    desk.get_by_role("button", name="Noter ce qui est convenu").click()
    expect(desk.get_by_role("heading", name="Écarts tranchés")).to_be_visible()
    assert stored(place)["t1q1"] == "s2"
    with territory_scope(place):
        assert Agreement.objects.get().why == "Le relevé de mars le montre."


def test_a_withdrawn_access_is_said_at_the_next_answer_and_the_page_keeps_it(
    open_browser: Open, home: str, place: Territory, asked: tuple[User, Assessment, Voice]
) -> None:
    owner, draft, voice = asked
    page = come_in(open_browser(), home, voice)
    page.goto(f"{home}/faire-le-point/{draft.pk}/theme/t1/")
    with territory_scope(place):
        services.withdraw(voice=voice, by=owner)
    page.locator("#q-t1q2").get_by_label("Étape 3", exact=True).check()
    expect(page.get_by_role("alert")).to_contain_text("Votre accès a été retiré")
    expect(page.locator("#q-t1q2").get_by_label("Étape 3", exact=True)).to_be_checked()
    assert "t1q2" not in stored(place)


def test_a_proof_is_sent_at_once_and_taken_away(
    open_browser: Open, home: str, place: Territory, asked: tuple[User, Assessment, Voice]
) -> None:
    owner, draft, _voice = asked
    context = open_browser()
    sign_in(context, owner, home)
    page = context.new_page()
    page.goto(f"{home}/faire-le-point/{draft.pk}/theme/t1/")
    question = page.locator("#q-t1q1")
    question.get_by_text("Ajouter un justificatif").click()
    file = {"name": "facture.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF\n"}
    question.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(question.get_by_role("link", name="facture.pdf")).to_be_visible()
    with territory_scope(place):
        assert Evidence.objects.get().is_proof
    question.get_by_role("button", name="Retirer : facture.pdf").click()
    expect(question.get_by_role("link", name="facture.pdf")).to_have_count(0)
    with territory_scope(place):
        assert not Evidence.objects.exists()


def test_every_page_is_accessible(
    open_browser: Open, home: str, place: Territory, asked: tuple[User, Assessment, Voice]
) -> None:
    owner, draft, voice = asked
    noe = make.make_animator(place)
    with territory_scope(place):
        relay = make.make_relay(draft, owner)
        assert relay.grid is not None
        make.say(relay.grid, t1q1="s0")
        services.finish(voice=relay)
        services.propose(assessment=draft, agent=noe, way="with", until=make.soon())
        poll = make.make_poll(draft, owner)
        done = make.make_poll(draft, owner)
        make.vote(done, *["s0"] * 5)
        services.close_poll(poll=done)
        services.write_note(assessment=draft, code="t1q1", author=owner, text="Parlons-en.")
    faults = pages_of(open_browser, home, owner, member_pages(draft, poll, done))
    faults |= pages_of(open_browser, home, noe, [f"/bureau/regards/{rest}" for rest in desk_pages(draft)])
    faults |= pages_of(open_browser, home, None, [make.link_of(voice), make.ballot_link(poll), make.ballot_link(done)])
    guest = come_in(open_browser(bypass_csp=True), home, voice)
    for path in (f"/regards/voix/{voice.pk}/", f"/faire-le-point/{draft.pk}/theme/t1/"):
        guest.goto(f"{home}{path}")
        faults[path] = [*violations(guest), *overflows(guest)]
    assert {path: found for path, found in faults.items() if found} == {}


def member_pages(draft: Assessment, poll: Poll, done: Poll) -> list[str]:
    rest = ("", "collegue/", "relais/", "sonder/", "ecarts/", "question/t1q1/")
    own = [f"/regards/{draft.pk}/{one}" for one in rest]
    polls = [f"/regards/sondage/{one.pk}/" for one in (poll, done)]
    return [f"/regards/structure/{draft.organisation_id}/", *own, *polls]


def desk_pages(draft: Assessment) -> list[str]:
    return ["", f"{draft.pk}/", f"{draft.pk}/question/t1q1/"]


def pages_of(open_browser: Open, home: str, user: User | None, paths: list[str]) -> dict[str, list[str]]:
    context = open_browser(bypass_csp=True)
    if user is not None:
        sign_in(context, user, home)
    page = context.new_page()
    found = {}
    for path in paths:
        answer = page.goto(f"{home}{path}")
        assert answer is not None
        assert answer.status in (200, 410), path
        found[path] = [*violations(page), *overflows(page)]
    return found
