"""Ids of somebody else's things, in the body of a request and in addresses that name two things.

One id in an address is tried for every route and role in tests/isolation.
"""

import pytest

from assessments.responses.models import Assessment
from organisations.models import MemberRole, Membership
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_invitation
from tests.factories.responses import make_version
from tests.security.world import World, browser

OTHERS = ["theirs", "far"]


def count_drafts() -> int:
    with territory_scope(EVERYWHERE):
        return int(Assessment.objects.count())


@pytest.mark.parametrize("whose", OTHERS)
def test_beginning_for_another_s_organisation(whose: str, world: World) -> None:
    """`far` is the person's own, in another territory: it is not reached from here either."""
    facts = {"kind": "company", "organisation": str(getattr(world, whose).pk)}
    assert browser(world.here, world.me).post("/faire-le-point/commencer/", facts).status_code == 404
    assert count_drafts() == 0


def test_beginning_with_another_territory_s_questionnaire(world: World) -> None:
    make_version(world.elsewhere, code="theirs")
    client = browser(world.here)
    assert client.post("/faire-le-point/commencer/", {"kind": "company", "framework": "theirs"}).status_code == 404
    assert client.get("/faire-le-point/?questionnaire=theirs").status_code == 404
    assert count_drafts() == 0


@pytest.mark.parametrize("whose", OTHERS)
def test_attaching_to_another_s_organisation(whose: str, world: World) -> None:
    draft = world.assessment(author=world.me)
    page = browser(world.here, world.me).post(
        f"/faire-le-point/{draft.pk}/rattacher/", {"whose": str(getattr(world, whose).pk), "name": ""}
    )
    assert page.status_code == 200
    with territory_scope(EVERYWHERE):
        assert Assessment.objects.get().organisation is None


@pytest.mark.parametrize("action", ["role", "retirer"])
def test_a_member_of_another_organisation(action: str, world: World) -> None:
    with territory_scope(EVERYWHERE):
        held = Membership.objects.get(organisation=world.theirs)
    address = f"/structures/{world.mine.pk}/membres/{held.pk}/{action}/"
    assert browser(world.here, world.me).post(address, {"role": "contributor"}).status_code == 404
    with territory_scope(EVERYWHERE):
        assert Membership.objects.get(pk=held.pk).role == MemberRole.OWNER


def test_an_invitation_of_another_organisation(world: World) -> None:
    with territory_scope(world.here):
        offered = make_invitation(world.theirs, world.them, "guest@exemple.fr")
    address = f"/structures/{world.mine.pk}/invitations/{offered.pk}/retirer/"
    assert browser(world.here, world.me).post(address).status_code == 404
    offered.refresh_from_db()
    assert offered.withdrawn_at is None


def test_a_former_member_loses_what_the_membership_gave(world: World) -> None:
    colleague = make_user()
    draft = world.assessment(author=world.them, organisation=world.mine)
    client = browser(world.here, colleague)
    with territory_scope(world.here):
        held = Membership.objects.create(organisation=world.mine, user=colleague, role=MemberRole.CONTRIBUTOR)
    assert client.get(f"/faire-le-point/{draft.pk}/structure/").status_code == 200
    browser(world.here, world.me).post(f"/structures/{world.mine.pk}/membres/{held.pk}/retirer/")
    assert client.get(f"/faire-le-point/{draft.pk}/structure/").status_code == 404
