"""From a result to progress: plans, voices, charters, resources, messages. What someone tries who means harm."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.learning.models import QuizTry
from assessments.plans import services as plans
from assessments.voices import tokens as voice_tokens
from assessments.voices.models import Poll
from network.portfolio import services as portfolio
from network.portfolio import tokens
from network.portfolio.models import Purpose, Refusal
from organisations.models import Invitation, Membership
from organisations.services import InvitationClosed, accept_invitation, offer_to_join
from outbox.services import deliver_due
from territories.models import RoleName, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories import learning
from tests.factories import voices as voices_make
from tests.factories.accounts import make_user
from tests.factories.charters import make_signature
from tests.factories.organisations import make_organisation
from tests.factories.plans import make_done, owned
from tests.factories.territories import make_agent
from tests.security.world import browser


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
