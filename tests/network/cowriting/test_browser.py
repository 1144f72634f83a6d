"""A charter written together in a browser: proposed, supported, brought into the text, adopted. With and without JS."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from accounts.models import User
from network.charters.models import CharterVersion
from network.cowriting.models import Proposal, Writing
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.browser import DESK, PHONE, watch
from tests.e2e import axe
from tests.e2e.world import sign_in
from tests.factories.accounts import make_staff, make_user
from tests.factories.cowriting import WATER, make_amendment, make_article, make_draft, make_writing
from tests.factories.organisations import make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenBrowser = Callable[..., BrowserContext]


def page_of(open_browser: OpenBrowser, user: User, home: str, javascript: bool) -> Page:
    context = open_browser(viewport=PHONE if user.is_staff is False else DESK, java_script_enabled=javascript)
    sign_in(context, user, home)
    return context.new_page()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_charter_is_written_together(
    spaces: dict[str, Territory],
    bare_site: Any,
    open_browser: OpenBrowser,
    javascript: bool,
) -> None:
    home, territory = bare_site.home, spaces["poitiers"]
    maker, other, team = make_user(), make_user(), make_staff()
    with territory_scope(territory):
        grant_role(territory=territory, user=team, role=RoleName.ADMINISTRATOR)
        make_organisation(maker, name="Menuiserie Clairbois")
        make_organisation(other, name="Boulangerie du Pont")
        draft = make_draft(territory)
    desk, one, two = (page_of(open_browser, user, home, javascript) for user in (team, maker, other))
    traffic = watch(one)
    today = timezone.localdate()
    desk.goto(f"{home}/bureau/ecriture/ouvrir/{draft.pk}/")
    desk.fill("[name=opens_on]", today.isoformat())
    desk.fill("[name=closes_on]", (today + timedelta(9)).isoformat())
    desk.click("form.panel button")
    with territory_scope(territory):
        writing = Writing.objects.get()
    public = f"{home}/ecrire-la-charte/{writing.pk}/"
    one.goto(f"{public}amender/a1/")
    one.fill("[name=words]", WATER.replace("chaque mois", "chaque semaine"))
    one.fill("[name=reason]", "Une fuite se voit plus tôt.")
    one.click("form.panel button")
    assert one.locator("ins").count() == 1
    with territory_scope(territory):
        proposal = Proposal.objects.get()
    two.goto(f"{home}/ecrire-la-charte/proposition/{proposal.pk}/")
    two.check("[name=side][value=support]")
    two.locator("form[action$='/avis/'] [name=reason]").fill("Nous aussi.")
    two.click("form[action$='/avis/'] button")
    two.locator("form[action$='/commenter/'] [name=text]").last.fill("Avec quel relevé ?")
    two.locator("form[action$='/commenter/'] button").last.click()
    one.goto(public)
    one.check("[name=named][value=yes]")
    one.click("form[action$='/nous-nommer/'] button")
    desk.goto(f"{home}/bureau/ecriture/proposition/{proposal.pk}/")
    desk.click("button[value=adopt]")
    desk.goto(f"{home}/bureau/ecriture/{writing.pk}/")
    desk.click("[popovertarget=close]")
    desk.locator("#close button").first.click()
    desk.click("form[action$='/adopter/'] button")
    with territory_scope(territory):
        text = CharterVersion.objects.get(pk=draft.pk).text
    assert "chaque semaine" in text
    assert "Menuiserie Clairbois" in text
    assert "Boulangerie du Pont" not in text
    one.goto(f"{public}journal/")
    assert one.locator("ul.items > li").count() >= 6
    assert not traffic.complaints


def test_its_pages_are_accessible(
    spaces: dict[str, Territory],
    bare_site: Any,
    open_browser: OpenBrowser,
) -> None:
    home, territory, member, team = bare_site.home, spaces["poitiers"], make_user(), make_staff()
    with territory_scope(territory):
        grant_role(territory=territory, user=team, role=RoleName.ADMINISTRATOR)
        organisation = make_organisation(member, name="Menuiserie Clairbois")
        writing = make_writing(make_draft(territory), user=team)
        amendment = make_amendment(writing, organisation, member, WATER.replace("mois", "jour"))
        make_article(writing, organisation, member)
        waiting = make_draft(territory, title="Zone", scope_kind="in_common", group="Zone")
    public, desk = f"/ecrire-la-charte/{writing.pk}/", "/bureau/ecriture/"
    theirs = ["/ecrire-la-charte/", public, f"{public}propositions/", f"{public}journal/", f"{public}synthese/"]
    theirs += [f"{public}amender/a1/", f"{public}nouvel-article/", f"/ecrire-la-charte/proposition/{amendment.pk}/"]
    ours = [desk, f"{desk}{writing.pk}/", f"{desk}{writing.pk}/calendrier/", f"{desk}{writing.pk}/inviter/"]
    ours += [f"{desk}proposition/{amendment.pk}/", f"{desk}ouvrir/{waiting.pk}/", f"{desk}{writing.pk}/synthese/"]
    found = []
    for user, paths in ((member, theirs), (team, ours)):
        context = open_browser(bypass_csp=True)
        sign_in(context, user, home)
        page = context.new_page()
        for path in paths:
            page.goto(home + path)
            found += [f"{path}: {fault}" for fault in axe.violations(page) + axe.overflows(page)]
    assert not found, "\n".join(found)
