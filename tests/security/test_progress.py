"""From a result to progress: plans, voices, charters, resources, messages. What someone tries who means harm."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.learning.models import QuizTry
from assessments.plans import services as plans
from assessments.plans.models import Action
from assessments.responses.models import Answer
from assessments.voices import services as voices
from assessments.voices import tokens as voice_tokens
from assessments.voices.models import Poll
from network.charters import queries, services
from network.charters.certificate import certificate_data
from network.charters.credentials import wording_of
from network.conditionality.models import Promise
from network.cowriting.models import Comment, Participant, Proposal, Stance
from network.cowriting.services.proposals import comment
from network.portfolio import services as portfolio
from network.portfolio import tokens
from network.portfolio.models import Follow, Letter, NextStep, Purpose, Refusal
from network.portfolio.services.mailing import preview
from organisations.models import Invitation, Membership
from organisations.services import InvitationClosed, accept_invitation, offer_to_join
from outbox.services import deliver_due
from territories.models import RoleName, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories import learning
from tests.factories import voices as voices_make
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_signature
from tests.factories.conditionality import PROMISE, make_aid
from tests.factories.cowriting import make_article, make_writing
from tests.factories.cowriting import make_draft as draft_of_writing
from tests.factories.organisations import make_organisation
from tests.factories.plans import in_days, make_done, owned
from tests.factories.territories import make_agent
from tests.security.world import World, browser


def drained() -> None:
    with territory_scope(EVERYWHERE):
        while deliver_due():
            pass


class TestOffers:
    """A message invites whoever reads a functional address to answer for an organisation that nobody answers for."""

    @pytest.fixture
    def agent(self, poitiers: Territory) -> User:
        return make_agent(poitiers, RoleName.ANIMATOR)

    def test_of_two_addresses_the_first_one_answers_for_it_alone(self, poitiers: Territory, agent: User) -> None:
        first, late = make_user("accueil@pain.example"), make_user("ancien@pain.example")
        with territory_scope(poitiers):
            bakery = make_organisation(name="Boulangerie")
            for user in (first, late):
                offer_to_join(organisation=bakery, email=user.email, invited_by=agent)
            asked = {one.email: one for one in Invitation.objects.all()}
            accept_invitation(invitation=asked[first.email], user=first)
            with pytest.raises(InvitationClosed):
                accept_invitation(invitation=asked[late.email], user=late)
            assert list(Membership.objects.values_list("user__email", flat=True)) == [first.email]

    def test_a_message_that_leaves_late_offers_nothing(self, poitiers: Territory, agent: User) -> None:
        with territory_scope(poitiers):
            bakery = make_organisation(name="Boulangerie")
            portfolio.add_address(organisation=bakery, email="contact@pain.example")
            asked = {"keys": [bakery.pk], "purpose": Purpose.OTHER, "text": "Bonjour.", "expected": 1}
            portfolio.ask(territory=poitiers, by=agent, **asked)
            Membership.objects.create(organisation=bakery, user=make_user(), role="owner")
        drained()
        assert "/structures/invitation/" not in mail.outbox[-1].body
        with territory_scope(poitiers):
            assert not Invitation.objects.exists()

    def test_one_address_of_many_organisations_is_not_flooded(self, in_poitiers: Territory, agent: User) -> None:
        keys = []
        for _ in range(25):
            kept = make_organisation()
            portfolio.add_address(organisation=kept, email="comptable@cabinet.example")
            keys.append(kept.pk)
        found = preview(keys=keys, purpose="other")
        assert found.letters == 10
        asked = {"purpose": Purpose.OTHER, "text": "Bonjour.", "expected": 10}
        portfolio.ask(territory=in_poitiers, keys=keys, by=agent, **asked)
        assert preview(keys=keys, purpose="other").letters == 0


class TestStop:
    def test_a_link_stops_the_messages_of_its_own_territory_only(self, poitiers: Territory, lille: Territory) -> None:
        token = tokens.make("contact@pain.example", poitiers)
        for territory, status in ((lille, 404), (poitiers, 200)):
            assert browser(territory).post(f"/suivi/stop/{token}/").status_code == status
            with territory_scope(territory):
                assert Refusal.objects.exists() is (status == 200)


def test_a_figure_without_end_is_no_figure(poitiers: Territory) -> None:
    client = browser(poitiers, make_agent(poitiers, RoleName.ANIMATOR))
    with territory_scope(poitiers):
        bakery = make_organisation()
        portfolio.add_address(organisation=bakery, email="contact@pain.example")
    facts = {"pick": [str(bakery.pk)], "purpose": "other", "text": "Bonjour.", "step": "send", "expected": "9" * 5000}
    assert client.post("/bureau/portefeuille/ecrire/", facts).status_code == 200


class TestVerified:
    """The team's mark says that it saw what is written: not what is written afterwards."""

    def test_words_changed_afterwards_lose_the_mark(self, in_poitiers: Territory) -> None:
        owner, organisation, _result = owned()
        action = plans.verify(action=make_done(organisation), agent=make_user())
        facts = {"title": "Nous avons tout isolé"}
        assert not plans.edit_action(action=action, author=owner, facts=facts).is_verified

    def test_who_takes_care_of_it_may_change(self, in_poitiers: Territory) -> None:
        owner, organisation, _result = owned()
        action = plans.verify(action=make_done(organisation), agent=make_user())
        facts = {"title": action.title, "owner": owner}
        assert plans.edit_action(action=action, author=owner, facts=facts).is_verified


class TestBallots:
    @pytest.fixture
    def poll(self, poitiers: Territory) -> Poll:
        with territory_scope(poitiers):
            owner = voices_make.make_owner()
            return voices_make.make_poll(voices_make.make_draft(owner), owner)

    def test_the_link_shared_tomorrow_is_the_same(self, poll: Poll, poitiers: Territory) -> None:
        """Another link would be another address, where the cookie of the first does not go: a second ballot."""
        link = voices_make.ballot_link(poll)
        voted = Client(headers={"host": poitiers.host}).post(link, {"q-t1q1": "s3"})
        with time_machine.travel(timezone.now() + timedelta(days=1)):
            assert voices_make.ballot_link(poll) == link == voted.cookies["regard"]["path"]

    def test_a_word_of_another_purpose_opens_nothing(self, poll: Poll, poitiers: Territory) -> None:
        client = Client(headers={"host": poitiers.host})
        for word in (voice_tokens.make(poll.pk, voice_tokens.VOICE), signing.dumps(poll.pk.hex), str(poll.pk)):
            assert client.get(f"/regards/vote/{word}/").status_code == 404


class TestBeside:
    def test_who_read_the_others_gives_no_other_answer(self, in_poitiers: Territory) -> None:
        """An agent reads the gaps once they have finished: their own voice is given by then."""
        owner, noe = voices_make.make_owner(), voices_make.make_animator(in_poitiers)
        draft = voices_make.make_draft(owner)
        asked = voices.propose(assessment=draft, agent=noe, way="beside", until=voices_make.soon())
        voice = voices.accept(voice=asked, by=owner)
        voices_make.say(draft, t1q1="s4")
        agent = browser(in_poitiers, noe)
        first, second = (answer_beside(agent, voice.grid_id, text) for text in ("s1", "s2"))
        assert (first, second) == (200, 200)
        assert agent.post(f"/regards/voix/{voice.pk}/fini/").status_code == 302
        assert answer_beside(agent, voice.grid_id, "s4") == 403
        assert "restent comme elles sont" in agent.get(f"/regards/voix/{voice.pk}/").content.decode()
        assert Answer.objects.get(assessment=voice.grid_id).value == "s2"


def answer_beside(client: Client, grid: Any, text: str) -> int:
    with_revision = Answer.objects.filter(assessment=grid).values_list("revision", flat=True).first() or 0
    body = json.dumps({"texts": [text], "revision": with_revision})
    address = f"/faire-le-point/{grid}/reponse/t1q1/"
    return client.post(address, body, content_type="application/json").status_code


class TestSigned:
    def test_a_certificate_names_the_text_that_was_signed(self, in_poitiers: Territory) -> None:
        """An animator names the charter; an administrator adopts its text, and nobody renames what others signed."""
        charter = make_charter("Charte des acteurs engagés")
        signature = make_signature(charter)
        services.edit_charter(charter=charter, title="Charte des amis du maire")
        kept = queries.signatures().select_related("territory__site").get(pk=signature.pk)
        assert "Charte des acteurs engagés" in certificate_data(kept, "fr")["sentence"]
        assert wording_of(kept).title == "Charte des acteurs engagés"
        said = browser(in_poitiers).get(f"/charte/verifier/{kept.printed_code}/").content.decode()
        assert "Charte des amis du maire" not in said


class TestSwapped:
    """Ids of others inside a body: refused beside the field or not found, and nothing is written."""

    def test_writing_for_an_organisation_that_one_is_not_of(self, world: World) -> None:
        me = browser(world.here, world.me)
        with territory_scope(world.here):
            writing = make_writing()
            proposal = make_article(writing, world.theirs, world.them)
            other = make_article(make_writing(draft_of_writing(title="Autre", **in_common(world))), world.theirs,
                                 world.them)  # fmt: skip
            said = comment(proposal=other, user=world.them, text="Bonjour.", organisation=world.theirs)
        for stranger in (world.theirs, world.far):
            facts = {"organisation": str(stranger.pk), "title": "Vélo", "article_kind": "principle", "words": "Mots.",
                     "reason": "Parce que.", "side": "object", "text": "Mots.", "named": "yes"}  # fmt: skip
            for path in ("nouvel-article/", "nous-nommer/"):
                assert me.post(f"/ecrire-la-charte/{writing.pk}/{path}", facts).status_code in (200, 400)
            for path in ("avis/", "commenter/"):
                assert me.post(f"/ecrire-la-charte/proposition/{proposal.pk}/{path}", facts).status_code == 400
        mine = {"organisation": str(world.mine.pk), "text": "Mots.", "to": str(said.pk)}
        assert me.post(f"/ecrire-la-charte/proposition/{proposal.pk}/commenter/", mine).status_code == 404
        assert me.post(f"/ecrire-la-charte/proposition/{proposal.pk}/retirer/").status_code == 403
        with territory_scope(world.here):
            assert (Proposal.objects.count(), Comment.objects.count(), Stance.objects.count()) == (2, 1, 0)
            assert not Participant.objects.filter(named=True).exists()

    def test_promising_for_an_organisation_that_one_is_not_of(self, world: World) -> None:
        with territory_scope(world.here):
            aid = make_aid(PROMISE)
        day = in_days(30).isoformat()
        for stranger in (world.theirs, world.far):
            facts = {"organisation": str(stranger.pk), "sentence": PROMISE.promise, "review_on": day}
            page = browser(world.here, world.me).post(f"/engagements/{aid.pk}/s-engager/0/", facts)
            assert page.status_code == 200
        with territory_scope(world.here):
            assert not Promise.objects.exists()

    def test_files_of_others_are_neither_followed_nor_written_to(self, world: World) -> None:
        agent = make_agent(world.here, RoleName.ANIMATOR)
        desk = browser(world.here, agent)
        with territory_scope(world.elsewhere):
            portfolio.add_address(organisation=world.far, email="loin@exemple.fr")
            stranger = make_agent(world.elsewhere, RoleName.ANIMATOR)
        desk.post("/bureau/portefeuille/suivre/", {"pick": [str(world.far.pk)], "action": "follow"})
        facts = {"pick": [str(world.far.pk)], "purpose": "other", "text": "Bonjour.", "step": "send", "expected": "1"}
        assert "loin@exemple.fr" not in desk.post("/bureau/portefeuille/ecrire/", facts).content.decode()
        step = {"step-text": "Rappeler", "step-agent": str(stranger.pk)}
        assert desk.post(f"/bureau/portefeuille/{world.mine.pk}/suite/", step).status_code == 400
        with territory_scope(EVERYWHERE):
            assert not Follow.objects.exists()
            assert not Letter.objects.exists()
            assert not NextStep.objects.exists()

    def test_an_action_in_the_charge_of_a_stranger(self, world: World) -> None:
        facts = {"title": "Isoler", "due_on": in_days(90).isoformat(), "owner": str(world.them.pk)}
        page = browser(world.here, world.me).post(f"/plan/{world.mine.pk}/nouvelle/", facts)
        assert page.status_code == 200
        with territory_scope(world.here):
            assert not Action.objects.exists()


def in_common(world: World) -> dict[str, Any]:
    return {"scope_kind": "in_common", "group": "Zone", "organisations": [world.theirs]}


class TestQuiz:
    def test_a_script_does_not_fill_the_table(self, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            learning.make_sheet(learning.add_index(poitiers), "eau", quiz=True)
        client = browser(poitiers, make_user())
        for _ in range(70):
            assert client.post("/apprendre/fiches/eau/questions/", learning.RIGHT).status_code == 200
        with territory_scope(poitiers):
            assert QuizTry.objects.count() == 60


class TestErasing:
    def test_who_signed_may_be_erased(self, in_poitiers: Territory) -> None:
        """The signature stays, as the organisation's act; nothing leads to the account any more."""
        signer = make_user(name="Camille Durand")
        signature = make_signature(user=signer)
        signer.delete()
        signature.refresh_from_db()
        assert signature.signer_id is None
