"""An agent checks a code in a browser, with and without JS; the pages at two widths."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext

from network.conditionality.services import promise
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.e2e import axe
from tests.e2e.world import sign_in
from tests.factories.accounts import make_staff, make_user
from tests.factories.conditionality import PROMISE, WATER, WHOLE, make_aid
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_code_is_checked_and_every_page_is_accessible(
    spaces: dict[str, Territory],
    bare_site: Any,
    open_browser: OpenBrowser,
    javascript: bool,
) -> None:
    home, territory, owner, team = bare_site.home, spaces["poitiers"], make_user(), make_staff()
    with territory_scope(territory):
        grant_role(territory=territory, user=team, role=RoleName.ANIMATOR)
        organisation = make_organisation(owner, name="Menuiserie Clairbois")
        result = make_result(organisation=organisation)
        aid = make_aid(WHOLE, WATER, PROMISE, user=team)
        day = timezone.localdate() + timedelta(9)
        made = promise(aid=aid, organisation=organisation, user=owner, sentence=PROMISE.promise, review_on=day)
    context = open_browser(java_script_enabled=javascript, bypass_csp=True)
    sign_in(context, team, home)
    page = context.new_page()
    page.goto(f"{home}/bureau/conditions/verifier/")
    page.fill("[name=code]", result.printed_code)
    page.select_option("[name=aid]", str(aid.pk))
    page.click("form.panel button")
    assert "Menuiserie Clairbois" in page.inner_text("main")
    assert page.locator("ol.items > li").count() == 3
    if not javascript:
        return
    desk = "/bureau/conditions/"
    ours = [page.url.removeprefix(home), desk, f"{desk}verifier/", f"{desk}controles/", f"{desk}engagements/"]
    ours += [f"{desk}engagements/{made.pk}/", f"{desk}{aid.pk}/", f"{desk}{aid.pk}/conditions/", f"{desk}ajouter/"]
    theirs = ["/engagements/", f"/engagements/{aid.pk}/", f"/engagements/{aid.pk}/s-engager/1/"]
    member = open_browser(bypass_csp=True)
    sign_in(member, owner, home)
    found = []
    for tab, paths in ((page, ours), (member.new_page(), theirs)):
        for path in paths:
            tab.goto(home + path)
            found += [f"{path}: {fault}" for fault in axe.violations(tab) + axe.overflows(tab)]
    assert not found, "\n".join(found)
