"""Private notes of the team, comments shared with the organisation: who reads, who changes."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.voices import services
from assessments.voices.models import Note
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.factories import voices as make
from tests.factories.territories import make_agent


@pytest.fixture
def noe(poitiers: Territory) -> User:
    return make.make_animator(poitiers)


@pytest.fixture
def private(draft: Assessment, noe: User, poitiers: Territory) -> Note:
    page = f"/bureau/regards/{draft.pk}/question/t1q1/"
    posted = make.signed_in(noe, poitiers).post(page, {"private-text": "Rappeler en mars", "private": "1"})
    assert posted.headers["Location"] == page
    with territory_scope(poitiers):
        note: Note = Note.objects.get()
        return note


def let_in(draft: Assessment, owner: User, noe: User) -> None:
    with territory_scope(draft.territory):
        voice = services.propose(assessment=draft, agent=noe, way="with", until=make.soon())
        services.accept(voice=voice, by=owner)


def test_a_private_note_is_read_by_the_team_and_never_by_the_organisation(
    private: Note, draft: Assessment, owner: User, noe: User, poitiers: Territory
) -> None:
    assert (private.is_private, private.author_name) == (True, "Noé Lambert")
    let_in(draft, owner, noe)
    members = make.signed_in(owner, poitiers)
    for page in (f"/regards/{draft.pk}/", f"/regards/{draft.pk}/ecarts/", f"/regards/{draft.pk}/question/t1q1/"):
        assert "Rappeler en mars" not in members.get(page).content.decode()
    assert members.get(f"/regards/mot/{private.pk}/").status_code == 404
    colleague = make.signed_in(make.make_animator(poitiers, "Ana Silva"), poitiers)
    for page in (f"/bureau/regards/{draft.pk}/", f"/bureau/regards/{draft.pk}/question/t1q1/"):
        assert "Rappeler en mars" in colleague.get(page).content.decode()
    reader = make.signed_in(make_agent(poitiers, RoleName.READER, is_staff=True), poitiers)
    assert reader.get(f"/bureau/regards/{draft.pk}/").status_code == 403


def test_comments_are_shared_once_the_organisation_let_the_agent_in(
    draft: Assessment, owner: User, noe: User, poitiers: Territory
) -> None:
    members, agent = make.signed_in(owner, poitiers), make.signed_in(noe, poitiers)
    members.post(f"/regards/{draft.pk}/question/t1q1/commenter/", {"text": "Nous avons changé de chaudière"})
    desk = f"/bureau/regards/{draft.pk}/question/t1q1/"
    assert "chaudière" not in agent.get(desk).content.decode()
    assert agent.post(desk, {"text": "Bravo", "shared": "1"}).status_code == 200
    let_in(draft, owner, noe)
    assert "chaudière" in agent.get(desk).content.decode()
    assert agent.post(desk, {"text": "Bravo", "shared": "1"}).status_code == 302
    assert "Bravo" in members.get(f"/regards/{draft.pk}/question/t1q1/").content.decode()


def test_its_author_alone_changes_and_deletes(
    private: Note, draft: Assessment, owner: User, noe: User, poitiers: Territory
) -> None:
    other = make.make_animator(poitiers, "Ana Silva")
    assert make.signed_in(other, poitiers).post(f"/regards/mot/{private.pk}/", {"text": "Non"}).status_code == 404
    with territory_scope(poitiers), pytest.raises(PermissionDenied):
        services.change_note(note=private, by=other, text="Non")
    client = make.signed_in(noe, poitiers)
    assert client.post(f"/regards/mot/{private.pk}/", {"text": "Rappeler en avril"}).status_code == 302
    with territory_scope(poitiers):
        changed = Note.objects.get()
    assert (changed.text, changed.edited_at is not None) == ("Rappeler en avril", True)
    assert client.post(f"/regards/mot/{private.pk}/", {"text": ""}).status_code == 200
    assert client.post(f"/regards/mot/{private.pk}/", {"delete": "1"}).status_code == 302
    with territory_scope(poitiers):
        assert not Note.objects.exists()


def test_an_empty_comment_is_said(draft: Assessment, owner: User, poitiers: Territory) -> None:
    client = make.signed_in(owner, poitiers)
    answer = client.post(f"/regards/{draft.pk}/question/t1q1/commenter/", {"text": "  "}, follow=True)
    assert "Écrivez d’abord votre commentaire." in answer.content.decode()
    assert client.post(f"/regards/{draft.pk}/question/none/commenter/", {"text": "x"}).status_code == 404
