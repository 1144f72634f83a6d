"""The toolbox in a real browser: filtered, kept, reported, with and without a script, on a phone and on a desk."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from assessments.toolbox.models import ResourceReport, ResourceUse
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.browser import PHONE, watch
from tests.e2e.axe import overflows, violations
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import fr, make_result, make_version
from tests.factories.toolbox import make_resource

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/toolbox-{name}.png", full_page=True)


def looks_right(page: Page, name: str) -> None:
    """By day and by night, on a phone and on a desk."""
    shoot(page, name)
    assert violations(page) == []
    assert overflows(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "script"), [(390, True), (1280, False)])
def test_filter_keep_and_report(
    width: int, script: bool, open_browser: Callable[..., BrowserContext], poitiers: Territory, live_server: Any
) -> None:
    user = make_user()
    with territory_scope(poitiers):
        result = make_result(author=user, organisation=make_organisation(user), version=make_version())
        meter = make_resource("Prêt de compteurs d’eau", themes=["water"], amount=fr("Jusqu’à 500 €"))
        make_resource("Formation au tri", kind="training", themes=["waste"])
        session = visitor(user).cookies[settings.SESSION_COOKIE_NAME].value
    site = f"http://{poitiers.host}:{live_server.url.rsplit(':', 1)[1]}"
    context = open_browser({"width": width, "height": 900}, java_script_enabled=script, bypass_csp=script)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = context.new_page()
    traffic = watch(page)

    page.goto(site + reverse("toolbox:list"))
    page.get_by_label("Chercher").fill("pret compteur")
    page.get_by_role("button", name="Appliquer les filtres").click()
    expect(page.locator("li.resource")).to_have_count(1)
    assert "q=pret" in page.url
    if script:
        looks_right(page, f"list-{width}")
    page.get_by_role("link", name="Prêt de compteurs d’eau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Prêt de compteurs d’eau")
    if script:
        looks_right(page, f"detail-{width}")
    page.get_by_role("link", name="Signaler un problème").click()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.locator(".notice--error")).to_be_visible()
    page.get_by_label("dépassée").or_(page.locator("input[value=stale]")).first.check()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_text("L’équipe du territoire va regarder")).to_be_visible()

    page.goto(site + reverse("toolbox:for_result", args=[result.pk]))
    if script:
        looks_right(page, f"result-{width}")
    page.get_by_role("button", name="Garder Prêt de compteurs").click()
    expect(page.get_by_text("Gardée : vous la retrouvez ici")).to_be_visible()
    page.get_by_role("link", name="Gardées (1)").click()
    expect(page.locator("li.resource h3")).to_have_text("Prêt de compteurs d’eau")
    with territory_scope(poitiers):
        assert ResourceUse.objects.get().resource == meter
        assert ResourceReport.objects.get().reason == "stale"
    assert not traffic.complaints
