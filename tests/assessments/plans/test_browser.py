"""From a result to an action and back to the questions, in a real browser, with scripts and without."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from assessments.plans.models import Action, PeerOffer, Status
from assessments.results.models import Result
from organisations.models import Organisation
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.browser import watch
from tests.e2e.axe import overflows, violations
from tests.factories.plans import PDF, make_action, make_done, owned
from tests.factories.results import BEST
from tests.factories.territories import make_agent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., BrowserContext]


def enter(context: BrowserContext, territory: Territory, user: User, live_server: Any) -> str:
    """Sign in; where the territory answers."""
    site = f"http://{territory.host}:{live_server.url.rsplit(':', 1)[1]}"
    session = visitor(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    return site


def go(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


@pytest.mark.parametrize(("width", "scripts"), [(390, True), (1280, False)])
def test_a_gap_becomes_an_action_then_an_answer(
    width: int, scripts: bool, open_browser: Open, poitiers: Territory, live_server: Any, tmp_path: Path
) -> None:
    with territory_scope(poitiers):
        owner, _organisation, result = owned()
    context = open_browser({"width": width, "height": 900}, java_script_enabled=scripts)
    site, page = enter(context, poitiers, owner, live_server), context.new_page()
    traffic = watch(page)
    page.goto(f"{site}{reverse('results:detail', args=[result.pk])}")
    page.get_by_role("link", name="En faire une action : Arroser peu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Arroser peu")
    page.get_by_label("C’est une habitude").check()
    go(page, "La mettre dans notre plan")
    expect(page.get_by_role("heading", level=1)).to_have_text("C’est une habitude")
    document = tmp_path / "facture.pdf"
    document.write_bytes(PDF)
    page.get_by_label("Un document qui le montre").set_input_files(document)
    go(page, "Ajouter ce document")
    expect(page.get_by_role("link", name="facture.pdf")).to_be_visible()
    go(page, "C’est fait")
    expect(page.get_by_text("En attente de vérification")).to_be_visible()
    page.goto(f"{site}{reverse('results:detail', args=[result.pk])}")
    go(page, "Refaire le point")
    again = page.url.split("/faire-le-point/")[1].split("/")[0]
    page.goto(f"{site}{reverse('responses:theme', args=[again, 'water'])}")
    expect(page.get_by_text("Parce que vous avez fini")).to_be_visible()
    expect(page.locator("[name='q-EA2'][value=c3]")).to_be_checked()
    assert not traffic.complaints


@pytest.mark.parametrize("name", ["gap", "plan", "list", "action", "new", "ask", "reminders", "desk", "desk_action"])
def test_pages_are_for_everyone(name: str, open_browser: Open, poitiers: Territory, live_server: Any) -> None:
    with territory_scope(poitiers):
        owner, organisation, result = owned()
        user = make_agent(poitiers, RoleName.ANIMATOR) if name.startswith("desk") else owner
        url = address(name, organisation, result, owner)
    context = open_browser({"width": 390, "height": 844}, bypass_csp=True)
    site, page = enter(context, poitiers, user, live_server), context.new_page()
    page.goto(f"{site}{url}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page) == []
    assert overflows(page) == []
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/plans-{name}.png", full_page=True)


def address(name: str, organisation: Organisation, result: Result, owner: User) -> str:
    """A page with all that it may hold."""
    _peer, best, _result = owned(BEST, version=result.version, name="Jardins du Clain et de la Vonne")
    offer = PeerOffer.objects.create(organisation=best, question_code="EA2")
    make_action(organisation, result, title="Arroser le soir", owner=owner, indicator="Eau", unit="m3", planned=12)
    done = make_done(organisation, result, title="Poser un compteur")
    assert Action.objects.filter(status=Status.DONE).exists()
    return {
        "gap": reverse("plans:from_question", args=[result.pk, "EA2"]),
        "plan": reverse("plans:plan", args=[organisation.pk]),
        "list": reverse("plans:plan", args=[organisation.pk]) + "?vue=liste",
        "action": reverse("plans:action", args=[organisation.pk, done.pk]),
        "new": reverse("plans:new", args=[organisation.pk]),
        "ask": reverse("plans:ask", args=[organisation.pk, offer.pk]),
        "reminders": reverse("plans:reminders"),
        "desk": reverse("plans_desk:actions"),
        "desk_action": reverse("plans_desk:action", args=[done.pk]),
    }[name]
