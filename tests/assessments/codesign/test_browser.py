"""In a real browser: a core's update taken with a conflict solved, a room that votes, a pioneer; axe on each page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessments.codesign import tokens
from assessments.codesign.models import Feedback, Room
from assessments.codesign.services import comments, previews, rooms
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.rehearsals.services import ask, go_on
from territories.models import RoleName, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.assessments.codesign.layered import OURS, core, extension, next_core, publish_core
from tests.browser import DESK
from tests.e2e.axe import overflows, violations
from tests.e2e.conftest import Site, bare_site, spaces
from tests.e2e.world import sign_in
from tests.factories.territories import make_agent

Open = Callable[..., BrowserContext]
__all__ = ["bare_site", "spaces"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(open_browser: Open) -> Page:
    return open_browser(DESK).new_page()


@pytest.fixture
def ours(bare_site: Site, spaces: dict[str, Territory]) -> FrameworkVersion:
    """The extension of Grand Poitiers over a national core that has a newer version."""
    base = publish_core(spaces["national"], core())
    with territory_scope(spaces["poitiers"]):
        version = extension(base, spaces["poitiers"])
    next_core(spaces["national"])
    return version


def animator(context: BrowserContext, bare_site: Site, spaces: dict[str, Territory]) -> Any:
    user = make_agent(spaces["poitiers"], RoleName.ADMINISTRATOR)
    sign_in(context, user, bare_site.home)
    return user


def test_a_core_update_is_taken_with_a_conflict_solved(
    page: Page, bare_site: Site, spaces: dict[str, Territory], ours: FrameworkVersion
) -> None:
    animator(page.context, bare_site, spaces)
    page.goto(f"{bare_site.home}/questionnaires/{ours.pk}/")
    page.get_by_role("link", name="Voir la mise à jour").click()
    expect(page.get_by_text("Le nouveau mot du socle").first).to_be_visible()
    page.get_by_role("button", name="Prendre la mise à jour").click()
    expect(page.get_by_role("alert")).to_contain_text("attend votre décision")
    page.get_by_role("radio", name="Garder le nôtre").check()
    page.get_by_role("button", name="Prendre la mise à jour").click()
    expect(page.get_by_text("La mise à jour est prise")).to_be_visible()
    with territory_scope(EVERYWHERE):
        taken = FrameworkVersion.objects.get(framework=ours.framework, status="draft")
        questions = {question.code: question for question in read_rows(taken).questions()}
    assert taken.base is not None
    assert taken.base.number == "2"
    assert questions["t1q1"].help == OURS
    assert "local1" in questions
    assert "t2q3" not in questions


def test_a_room_votes_from_its_phones(
    page: Page, open_browser: Open, bare_site: Site, spaces: dict[str, Territory], ours: FrameworkVersion
) -> None:
    user = animator(page.context, bare_site, spaces)
    with territory_scope(spaces["poitiers"]):
        room: Room = rooms.open_room(
            version=ours, territory=spaces["poitiers"], user=user, title="Restaurants", questions=["t1q1", "t1q2"]
        )
    page.goto(f"{bare_site.home}/questionnaires/ateliers/{room.pk}/")
    phone = open_browser().new_page()
    phone.goto(f"{bare_site.home}/atelier/")
    phone.get_by_label("Code de l’atelier").fill(room.code.lower())
    phone.get_by_role("button", name="Entrer").click()
    phone.get_by_role("button", name="Changer").click()
    expect(phone.get_by_role("status")).to_contain_text("changer")
    expect(page.get_by_role("row", name="Changer")).to_contain_text("1")  # without reading the page again
    page.get_by_role("button", name="Question suivante").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("t1q2")
    phone.get_by_role("button", name="Retirer").click()
    page.get_by_role("button", name="Clore le vote").click()
    expect(page.get_by_role("row", name="t1q2")).to_contain_text("Retirer")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Le vote est fermé")
    page.get_by_role("button", name="Inscrire les conclusions").click()
    expect(page.get_by_text("2 conclusions")).to_be_visible()


def test_a_pioneer_says_what_is_unclear(
    page: Page, bare_site: Site, spaces: dict[str, Territory], ours: FrameworkVersion
) -> None:
    token = _invited(spaces["poitiers"], ours, make_agent(spaces["poitiers"]))
    page.goto(f"{bare_site.home}/essai/{token}/")
    page.get_by_role("link", name="Voir les questions").click()
    opinion = page.get_by_role("group", name="Votre avis sur la question 1", exact=True)
    opinion.get_by_label("Pas claire").check()
    opinion.get_by_label("Une remarque").fill("Trop de mots.")
    page.get_by_role("button", name=re.compile("^Envoyer mes remarques")).click()
    expect(page.get_by_text("est gardé. Merci.")).to_be_visible()
    with territory_scope(spaces["poitiers"]):
        assert Feedback.objects.get().comment == "Trop de mots."


def _invited(territory: Territory, version: FrameworkVersion, user: Any) -> str:
    with territory_scope(territory):
        preview = previews.open_preview(
            version=version, territory=territory, user=user, kind="company", days=9, message="Merci de votre aide."
        )
        (invitation,) = previews.invite(preview=preview, emails=["zoe@atelier.exemple"], user=user)
    return tokens.make(invitation.pk)


def test_every_page_passes_axe_and_fits(
    open_browser: Open, bare_site: Site, spaces: dict[str, Territory], ours: FrameworkVersion
) -> None:
    context = open_browser(DESK, bypass_csp=True)
    user = animator(context, bare_site, spaces)
    with territory_scope(spaces["poitiers"]):
        rooms_of = {"version": ours, "territory": spaces["poitiers"], "user": user}
        room = rooms.open_room(**rooms_of, title="Restaurants et cafés du centre-ville", questions=["t1q1", "t1q2"])
        for ballot, wish in (("a", "change"), ("b", "change"), ("c", "keep")):
            rooms.cast(room=room, ballot=ballot, question="t1q1", wish=wish)
        comments.comment(
            version=ours, territory=spaces["poitiers"], author=user, node="t1q1", text="La question est trop longue."
        )
        rehearsal = ask(territory=spaces["poitiers"], source=ours.base, target=ours, user=user)
        go_on(rehearsal_id=rehearsal.pk)
    token, page = _invited(spaces["poitiers"], ours, user), context.new_page()
    team, base = f"{bare_site.home}/questionnaires", ours.base_id
    addresses = {
        "comments": f"{team}/{ours.pk}/commentaires/",
        "previews": f"{team}/{ours.pk}/essais/",
        "rooms": f"{team}/{ours.pk}/ateliers/",
        "room": f"{team}/ateliers/{room.pk}/",
        "summary": f"{team}/ateliers/{room.pk}/bilan/",
        "update": f"{team}/{ours.pk}/mise-a-jour/",
        "map": f"{team}/{ours.pk}/correspondances/{base}/",
        "link": f"{team}/{ours.pk}/correspondances/{base}/lien/?old=t1q1&new=t1q1",
        "rehearsal": f"{team}/repetitions/{rehearsal.pk}/",
        "sharing": f"{team}/{ours.pk}/partage/",
        "library": f"{team}/bibliotheque/",
        "trial": f"{bare_site.home}/essai/{token}/",
        "trial_theme": f"{bare_site.home}/essai/{token}/t1/",
        "vote": f"{bare_site.home}/atelier/{room.code}/",
        "public": f"{bare_site.portal}/referentiels/",
    }
    found: list[str] = []
    for name, address in addresses.items():
        page.goto(address)
        found += [f"{name}: {fault}" for fault in violations(page) + overflows(page)]
    assert not found, "\n".join(found)
