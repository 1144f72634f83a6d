"""What a form does not ask is not taken, whatever is posted with it.

Sign-up, profile of a person, new organisation and branding are tried beside their own tests.
"""

import json
from typing import Any
from uuid import uuid4

import pytest

from assessments.responses.models import Answer, Assessment
from assessments.results.models import Result, Visibility, VisibilityChoice
from organisations import tokens
from organisations.models import Invitation, MemberRole, Membership, Organisation
from territories.models import Role, RoleName
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_invitation
from tests.factories.responses import answer
from tests.factories.territories import make_agent
from tests.security.world import World, browser


@pytest.fixture
def everything(world: World) -> dict[str, Any]:
    """Every name that a row of ours has and no form asks, with values that would do harm."""
    return {
        "id": str(uuid4()),
        "pk": str(uuid4()),
        "territory": world.elsewhere.pk,
        "territory_id": world.elsewhere.pk,
        "author": world.them.pk,
        "author_id": world.them.pk,
        "user": world.them.pk,
        "owner": world.them.pk,
        "organisation_id": str(world.theirs.pk),
        "version": 999,
        "status": "submitted",
        "submitted_at": "2020-01-01",
        "score": "100",
        "displayed": "100",
        "level": "lead",
        "code": "ZZZZZZZZZZZ",
        "issued_at": "2020-01-01",
        "position": "F4",
        "link_nonce": "x" * 16,
        "is_staff": "1",
        "is_superuser": "1",
        "is_fictional": "1",
        "section": "Z",
        "legal_form": "9999",
        "naf_version": "2025",
        "accepted_at": "2020-01-01",
        "expires_at": "2099-01-01",
        "invited_by": world.them.pk,
        "created_at": "2020-01-01",
        "chosen_by": world.them.pk,
        "text_version": "forged",
    }


def one(model: Any, **query: Any) -> Any:
    with territory_scope(EVERYWHERE):
        return model.objects.get(**query)


def test_beginning(world: World, everything: dict[str, Any]) -> None:
    browser(world.here).post("/faire-le-point/commencer/", {**everything, "kind": "company", "mode": "full"})
    made = one(Assessment)
    assert (made.territory, made.author, made.organisation, made.status) == (world.here, None, None, "draft")
    assert (str(made.pk) != everything["id"], made.link_nonce != everything["link_nonce"], made.position) == (
        True,
        True,
        "",
    )


def test_saying_who_one_is(world: World, everything: dict[str, Any]) -> None:
    client = browser(world.here, world.me)
    draft = world.assessment(author=world.me)
    facts = {"kind": "company", "size": "1-9", "organisation_name": "Atelier", "section": "C"}
    client.post(f"/faire-le-point/{draft.pk}/structure/", {**everything, **facts})
    after = one(Assessment)
    kept = ("pk", "territory_id", "author_id", "organisation_id", "version_id", "status", "link_nonce", "position")
    assert [getattr(after, name) for name in kept] == [getattr(draft, name) for name in kept]
    assert after.organisation_name == "Atelier"


def test_answering(world: World, everything: dict[str, Any]) -> None:
    """Neither a page of questions nor a single answer names another assessment, revision or moment."""
    mine, theirs = world.assessment(author=world.me), world.assessment(author=world.them)
    client = browser(world.here, world.me)
    stuffed = {**everything, "assessment": str(theirs.pk), "assessment_id": str(theirs.pk), "saved_at": "2020-01-01"}
    client.post(f"/faire-le-point/{mine.pk}/theme/energie/", {**stuffed, "r-E1": "0", "q-E1": "a"})
    body = json.dumps({**stuffed, "texts": ["yes"], "revision": 0, "question_code": "F1", "value": 100})
    client.post(f"/faire-le-point/{mine.pk}/reponse/E2/", body, content_type="application/json")
    with territory_scope(EVERYWHERE):
        rows = Answer.objects.order_by("question_code")
        assert [(row.assessment_id, row.question_code, row.value, row.revision) for row in rows] == [
            (mine.pk, "E1", "a", 1),
            (mine.pk, "E2", "yes", 1),
        ]
        assert {row.saved_at.year for row in rows} != {2020}


def test_submitting_and_showing(world: World, everything: dict[str, Any]) -> None:
    mine = world.assessment(author=world.me)
    with territory_scope(world.here):
        answer(mine, "E1", "a")
    client = browser(world.here, world.me)
    client.post(f"/resultats/envoyer/{mine.pk}/", {**everything, "visibility": "full"})
    result = one(Result)
    assert (result.assessment_id, result.territory, result.visibility) == (mine.pk, world.here, Visibility.PRIVATE)
    assert (result.score, str(result.pk) == everything["id"], result.code == everything["code"]) == (0, False, False)
    client.post(f"/resultats/{result.pk}/visibilite/", {**everything, "visibility": "level"})
    after, proof = one(Result), one(VisibilityChoice)
    assert (after.visibility, after.score, after.code) == ("level", result.score, result.code)
    assert (proof.chosen_by, proof.text_version == "forged", proof.result_id) == (world.me, False, result.pk)


def test_keeping_for_an_organisation(world: World, everything: dict[str, Any]) -> None:
    mine = world.assessment(author=world.me)
    path = f"/faire-le-point/{mine.pk}/rattacher/"
    browser(world.here, world.me).post(path, {**everything, "whose": "new", "name": "New one"})
    made = one(Organisation, name="New one")
    assert (made.territory, made.is_fictional, made.legal_form, made.section) == (world.here, False, "", "")
    assert one(Membership, organisation=made).user == world.me


def test_editing_an_organisation(world: World, everything: dict[str, Any]) -> None:
    facts = {"name": "Renamed", "kind": "company", "siret": world.mine.siret, "commune": "Chauvigny"}
    browser(world.here, world.me).post(f"/structures/{world.mine.pk}/modifier/", {**everything, **facts})
    after = one(Organisation, pk=world.mine.pk)
    assert (after.name, after.territory, after.is_fictional, after.legal_form, after.section) == (
        "Renamed",
        world.here,
        False,
        "",
        "",
    )


def test_inviting(world: World, everything: dict[str, Any]) -> None:
    stuffed = {**everything, "organisation": str(world.theirs.pk), "email": "new@exemple.fr", "role": "contributor"}
    browser(world.here, world.me).post(f"/structures/{world.mine.pk}/membres/", stuffed)
    made = one(Invitation)
    assert (made.organisation, made.invited_by, made.accepted_at) == (world.mine, world.me, None)
    assert made.expires_at.year < 2099


def test_accepting_an_invitation(world: World, everything: dict[str, Any]) -> None:
    """The part that was offered, for the person who accepts: neither is the visitor's to choose."""
    guest = make_user("guest@exemple.fr")
    with territory_scope(world.here):
        offered = make_invitation(world.mine, world.me, guest.email)
    stuffed = {**everything, "role": "owner", "organisation": str(world.theirs.pk)}
    browser(world.here, guest).post(f"/structures/invitation/{tokens.make(offered.pk)}/", stuffed)
    made = one(Membership, user=guest)
    assert (made.organisation, made.role) == (world.mine, MemberRole.CONTRIBUTOR)


def test_changing_a_part(world: World, everything: dict[str, Any]) -> None:
    colleague = make_user()
    with territory_scope(world.here):
        held = Membership.objects.create(organisation=world.mine, user=colleague, role=MemberRole.CONTRIBUTOR)
    stuffed = {**everything, "role": "owner", "organisation": str(world.theirs.pk)}
    browser(world.here, world.me).post(f"/structures/{world.mine.pk}/membres/{held.pk}/role/", stuffed)
    after = one(Membership, pk=held.pk)
    assert (after.organisation, after.user, after.role) == (world.mine, colleague, MemberRole.OWNER)


def test_joining_a_team(world: World, everything: dict[str, Any]) -> None:
    client = browser(world.here, make_agent(world.here))
    stuffed = {**everything, "email": "agent@exemple.fr", "role": "reader"}
    client.post("/territoires/reglages/equipe/", stuffed)
    made = one(Role, user__email="agent@exemple.fr")
    assert (made.territory, made.role, made.user.is_superuser) == (world.here, RoleName.READER, False)
