"""An agent or a relay takes part: asked, accepted by an owner, with the organisation or beside it, withdrawn."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from assessments.responses.models import Answer, Assessment
from assessments.responses.queries import own
from assessments.voices import queries, services
from assessments.voices.models import Event, Voice, VoiceEvent, VoiceState
from territories.models import Role, RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.voices.conftest import Enter, posted
from tests.factories import voices as make
from tests.factories.territories import make_agent


@pytest.fixture
def noe(poitiers: Territory) -> User:
    return make.make_animator(poitiers)


def propose(draft: Assessment, noe: User, way: str = "with") -> Voice:
    with territory_scope(draft.territory):
        return services.propose(assessment=draft, agent=noe, way=way, until=make.soon())


def accepted(draft: Assessment, owner: User, noe: User, way: str = "with") -> Voice:
    voice = propose(draft, noe, way)
    with territory_scope(draft.territory):
        return services.accept(voice=voice, by=owner)


def send(client: Client, assessment: Assessment, code: str, text: str) -> Any:
    body = json.dumps({"texts": [text], "revision": 0})
    return client.post(f"/faire-le-point/{assessment.pk}/reponse/{code}/", body, content_type="application/json")


class TestConsent:
    def test_nothing_opens_before_an_owner_accepts(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        agent = make.signed_in(noe, poitiers)
        until = make.soon().date().isoformat()
        asked = agent.post(f"/bureau/regards/{draft.pk}/", {"way": "with", "until": until, "message": "Bonjour"})
        assert asked.status_code == 302
        assert "Noé Lambert (Grand Poitiers)" in posted(owner.email)
        assert send(agent, draft, "t1q1", "s1").json()["code"] == "withdrawn"
        with territory_scope(poitiers):
            voice = Voice.objects.get()
        members = make.signed_in(owner, poitiers)
        assert "Noé Lambert (Grand Poitiers)" in members.get(f"/regards/{draft.pk}/").content.decode()
        assert members.post(f"/regards/voix/{voice.pk}/accepter/").status_code == 302
        assert send(agent, draft, "t1q1", "s1").status_code == 200
        with territory_scope(poitiers):
            assert Answer.objects.get().author_name == "Noé Lambert (Grand Poitiers)"
        assert "/bureau/regards/" in posted(noe.email)

    def test_neither_a_contributor_nor_the_authority_accepts_for_the_owner(
        self, draft: Assessment, noe: User, poitiers: Territory
    ) -> None:
        voice = propose(draft, noe)
        with territory_scope(poitiers):
            others = [make.make_contributor(draft), make_agent(poitiers, RoleName.ADMINISTRATOR), noe]
        for user in others:
            assert make.signed_in(user, poitiers).post(f"/regards/voix/{voice.pk}/accepter/").status_code == 404
        with territory_scope(poitiers):
            assert Voice.objects.get().state == VoiceState.WAITING

    def test_refused_then_accepted_is_too_late(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        voice = propose(draft, noe)
        with territory_scope(poitiers):
            services.refuse(voice=voice, by=owner)
            with pytest.raises(ValidationError):
                services.accept(voice=voice, by=owner)
        client = make.signed_in(owner, poitiers)
        assert client.post(f"/regards/voix/{voice.pk}/accepter/").status_code == 302  # said in words on the page

    def test_asked_twice_is_refused(self, draft: Assessment, noe: User, poitiers: Territory) -> None:
        propose(draft, noe)
        with pytest.raises(ValidationError):
            propose(draft, noe)

    def test_withdrawn_it_closes_at_once_and_the_log_tells_it_all(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        voice = accepted(draft, owner, noe)
        agent = make.signed_in(noe, poitiers)
        assert agent.get(f"/regards/voix/{voice.pk}/").status_code == 200
        make.signed_in(owner, poitiers).post(f"/regards/voix/{voice.pk}/retirer/")
        assert send(agent, draft, "t1q1", "s1").status_code == 403
        assert agent.get(f"/faire-le-point/{draft.pk}/theme/t1/").status_code == 403
        with territory_scope(poitiers):
            told = list(VoiceEvent.objects.order_by("pk").values_list("what", flat=True))
        assert told == [Event.ASKED, Event.ACCEPTED, Event.OPENED, Event.WITHDRAWN]

    def test_a_role_or_a_second_factor_that_is_gone_closes_it_too(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        accepted(draft, owner, noe)
        factor = Authenticator.objects.get(user=noe)
        assert send(make.signed_in(noe, poitiers), draft, "t1q1", "s1").status_code == 200
        factor.delete()
        assert send(make.signed_in(noe, poitiers), draft, "t1q1", "s2").status_code == 404
        factor.save(force_insert=True)
        with territory_scope(poitiers):
            Role.objects.filter(user=noe).delete()
        assert send(make.signed_in(noe, poitiers), draft, "t1q1", "s2").status_code == 404


class TestWith:
    def test_they_fill_in_and_never_submit_nor_open_links(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        accepted(draft, owner, noe)
        agent = make.signed_in(noe, poitiers)
        assert agent.get(f"/faire-le-point/{draft.pk}/theme/t2/").status_code == 200
        for rest in ("verifier/", "plus-tard/", "structure/"):
            assert agent.get(f"/faire-le-point/{draft.pk}/{rest}").status_code == 404
        assert agent.post(f"/resultats/envoyer/{draft.pk}/").status_code == 404
        assert agent.get(f"/regards/{draft.pk}/").status_code == 404

    def test_the_owner_reads_who_filled_it_in_with_them(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        accepted(draft, owner, noe)
        send(make.signed_in(noe, poitiers), draft, "t1q1", "s3")
        members = make.signed_in(owner, poitiers)
        members.post(f"/resultats/envoyer/{draft.pk}/")
        with territory_scope(poitiers):
            result = Assessment.objects.get(pk=draft.pk).result
        assert "Rempli avec Noé Lambert (Grand Poitiers)." in members.get(f"/resultats/{result.pk}/").content.decode()


class TestBeside:
    def test_their_answers_never_touch_those_of_the_organisation(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        voice = accepted(draft, owner, noe, "beside")
        agent = make.signed_in(noe, poitiers)
        assert voice.grid is not None
        assert send(agent, draft, "t1q1", "s1").status_code == 404  # the organisation's own answers stay closed
        assert send(agent, voice.grid, "t1q1", "s1").status_code == 200
        with territory_scope(poitiers):
            assert not Answer.objects.filter(assessment=draft).exists()
            assert list(own(noe)) == []

    def test_their_grid_is_nobody_elses_and_is_never_submitted(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory, browser: Client
    ) -> None:
        voice = accepted(draft, owner, noe, "beside")
        assert voice.grid is not None
        agent = make.signed_in(noe, poitiers)
        send(agent, voice.grid, "t1q1", "s1")
        assert agent.post(f"/resultats/envoyer/{voice.grid_id}/").status_code == 404
        for client in (browser, make.signed_in(owner, poitiers)):
            assert client.get(f"/faire-le-point/{voice.grid_id}/theme/t1/").status_code == 404
            assert client.get(f"/faire-le-point/{voice.grid_id}/verifier/").status_code == 404
        assert agent.get(f"/regards/{voice.grid_id}/").status_code == 404

    def test_they_are_heard_once_they_have_finished_and_only_then_read_the_others(
        self, draft: Assessment, owner: User, noe: User, poitiers: Territory
    ) -> None:
        voice = accepted(draft, owner, noe, "beside")
        agent = make.signed_in(noe, poitiers)
        assert voice.grid is not None
        send(agent, voice.grid, "t1q1", "s1")
        with territory_scope(poitiers):
            make.say(draft, t1q1="s4")
            assert queries.gaps_of(draft) == []
        assert "Étape 4" not in agent.get(f"/bureau/regards/{draft.pk}/question/t1q1/").content.decode()
        agent.post(f"/regards/voix/{voice.pk}/fini/")
        assert "Étape 4" in agent.get(f"/bureau/regards/{draft.pk}/question/t1q1/").content.decode()

    def test_a_relay_comes_by_personal_invitation(
        self, draft: Assessment, owner: User, poitiers: Territory, enter: Enter
    ) -> None:
        until = make.soon().date().isoformat()
        facts = {
            "name": "Anne Durand", "body": "Cabinet Durand", "email": "anne@durand.exemple", "way": "beside",
            "until": until,
        }  # fmt: skip
        assert make.signed_in(owner, poitiers).post(f"/regards/{draft.pk}/relais/", facts).status_code == 302
        with territory_scope(poitiers):
            voice = Voice.objects.select_related("grid").get()
        client = enter(voice)
        assert voice.grid is not None
        assert send(client, voice.grid, "t2q1", "s2").status_code == 200
        assert send(client, draft, "t2q1", "s2").status_code == 404
        with territory_scope(poitiers):
            contributor = make.make_contributor(draft)
        assert make.signed_in(contributor, poitiers).get(f"/regards/{draft.pk}/relais/").status_code == 404
