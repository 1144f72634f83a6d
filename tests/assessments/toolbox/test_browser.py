"""A measure on a result page, in a real browser: read whole by keyboard, on a phone and on a desk."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from assessments.frameworks.domain.document import Resource
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.browser import watch
from tests.factories.accounts import make_user
from tests.factories.results import fr, make_result, make_version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = (
    "## Pourquoi ?\n" + "Un compteur montre où part l’eau, et quand. " * 12 + "\n\n[Un guide](https://exemple.fr/guide)"
)
MEASURE = Resource("urn:measure:gauge", fr("Poser un compteur"), fr(TEXT), category="process", questions=("EA1",))


@pytest.mark.parametrize("width", [390, 1280])
def test_a_measure_is_read_whole_by_keyboard(
    width: int, open_browser: Callable[..., BrowserContext], poitiers: Territory, live_server: Any
) -> None:
    user = make_user()
    with territory_scope(poitiers):
        version = make_version(resources=(MEASURE,))
        deliver_due()
        result = make_result(author=user, version=version)
        session = visitor(user).cookies[settings.SESSION_COOKIE_NAME].value
    context = open_browser({"width": width, "height": 900})
    site = f"http://{poitiers.host}:{live_server.url.rsplit(':', 1)[1]}"
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = context.new_page()
    traffic = watch(page)
    page.goto(f"{site}{reverse('results:detail', args=[result.pk])}")
    more = page.locator(".resource summary")
    expect(more).to_have_text("Lire la suite")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="https://exemple.fr/guide")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("SHOTS"):
        page.locator(".resource").first.screenshot(path=f"{folder}/measure-{width}.png")
    assert not traffic.complaints
