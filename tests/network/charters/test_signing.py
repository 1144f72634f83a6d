"""Signing: the text that was read, the rules met, one signature by organisation, frozen."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from accounts.models import User
from network.charters import queries
from network.charters.domain.rules import Rules
from network.charters.domain.states import State
from network.charters.models import Charter, Commitment, ConsentChoice, EndedAs, FrozenError, Signature
from network.charters.services import (
    Consent,
    NothingToSign,
    NotReady,
    Own,
    StaleText,
    adopt,
    choose_consent,
    may_be_of,
    revoke,
    sign,
    withdraw,
)
from organisations.models import Organisation
from outbox import services as outbox
from outbox.models import Event
from territories.models import Commune, Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.charters import make_act, make_charter, make_draft, make_signature, new_version
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result


@pytest.fixture
def owner(db: None) -> User:
    return make_user(name="Camille Durand")


@pytest.fixture
def organisation(in_poitiers: Territory, owner: User) -> Organisation:
    return make_organisation(owner, name="Menuiserie Clairbois", commune=Commune.objects.get(code="86194"))


@pytest.fixture
def charter(in_poitiers: Territory) -> Charter:
    return make_charter()


def test_a_signature_says_what_was_signed_by_whom(charter: Charter, organisation: Organisation, owner: User) -> None:
    signature = make_signature(charter, organisation, owner)
    version = queries.adopted_version(charter)
    assert version is not None
    assert (signature.version, signature.digest) == (version, version.digest)
    assert (signature.organisation_name, signature.signer_name) == ("Menuiserie Clairbois", "Camille Durand")
    assert (signature.signer, signature.signer_function) == (owner, "Directrice")
    assert signature.state == State.VALID
    assert signature.review_on == timezone.localdate().replace(year=timezone.localdate().year + 1)
    assert [one.article for one in signature.commitments.all()] == ["a3", "a4"]
    assert signature.commitments.all()[0].theme == "energy"
    assert signature.rules["rules"] == charter.rules
    assert signature.printed_code.startswith("GP-C-")
    assert Event.objects.get(topic="charter_signed").payload["signature"] == str(signature.pk)


def test_a_stale_text_is_refused_and_nothing_is_signed(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    act = make_act(charter)
    following = new_version(charter)
    with pytest.raises(StaleText) as stale:
        sign(charter=charter, organisation=organisation, user=owner, act=act)
    assert stale.value.version == following
    assert not Signature.objects.exists()


def test_a_draft_is_not_signed(in_poitiers: Territory, organisation: Organisation, owner: User) -> None:
    version = make_draft()
    act = make_act(adopt(version=version).charter)
    other = make_draft("Parc", scope_kind="in_common", group="Parc")
    with pytest.raises(NothingToSign):
        sign(charter=other.charter, organisation=organisation, user=owner, act=act)


def test_what_is_missing_is_said(in_poitiers: Territory, organisation: Organisation, owner: User) -> None:
    charter = make_charter(rules=Rules(months=12, level=4, commitments=3, weak_themes=True))
    with pytest.raises(NotReady) as refusal:
        sign(charter=charter, organisation=organisation, user=owner, act=make_act(charter))
    assert {check.ask.value: check.met for check in refusal.value.found} == {
        "assessment": False, "level": False, "commitments": False, "weak_themes": True,
    }  # fmt: skip


def test_with_a_result_and_commitments_for_weak_themes_it_is_signed(
    in_poitiers: Territory, organisation: Organisation, owner: User
) -> None:
    charter = make_charter(rules=Rules(months=12, level=3, commitments=2, weak_themes=True))
    make_result(author=owner, organisation=organisation)
    with pytest.raises(NotReady):  # water is weak
        sign(charter=charter, organisation=organisation, user=owner, act=make_act(charter))
    act = make_act(charter, articles=("a3", "a5"))
    signature = sign(charter=charter, organisation=organisation, user=owner, act=act)
    assert [check["met"] for check in signature.rules["checks"]] == [True] * 4


def test_an_old_result_is_not_enough(in_poitiers: Territory, organisation: Organisation, owner: User) -> None:
    charter = make_charter(rules=Rules(months=12, commitments=0))
    with time_machine.travel(timezone.now() - timedelta(days=400), tick=True):
        make_result(author=owner, organisation=organisation)
    with pytest.raises(NotReady):
        sign(charter=charter, organisation=organisation, user=owner, act=make_act(charter))


def test_commitments_of_ones_own_have_their_day(charter: Charter, organisation: Organisation, owner: User) -> None:
    today = timezone.localdate()
    for day in (today, today - timedelta(days=1), today + timedelta(days=2000)):
        with pytest.raises(ValidationError):
            make_signature(charter, organisation, owner, own=(Own("Planter une haie", day),))
    assert not Signature.objects.exists()
    day = today + timedelta(days=90)
    signature = make_signature(charter, organisation, owner, own=(Own("Planter une haie", day),))
    mine = signature.commitments.get(article="")
    assert (mine.text, mine.review_on) == ("Planter une haie", day)


def test_a_commitment_that_the_text_does_not_offer_is_refused(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    for wrong in ("a1", "a99"):
        with pytest.raises(ValidationError):
            make_signature(charter, organisation, owner, articles=(wrong,))


def test_a_second_person_finds_the_signature_of_the_first(charter: Charter, organisation: Organisation) -> None:
    first = make_signature(charter, organisation, make_user())
    second = make_signature(charter, organisation, make_user(), articles=("a5",))
    assert second == first
    assert Signature.objects.count() == 1
    assert Commitment.objects.count() == 2


def test_the_database_keeps_one_signature_in_force(charter: Charter, organisation: Organisation) -> None:
    signature = make_signature(charter, organisation)
    twin = Signature.objects.get(pk=signature.pk)
    twin.pk, twin.code, twin._state.adding = UUID(int=1), "0" * 11, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_signature(poitiers: Territory) -> None:
    """Two connections, two transactions; on SQLite, which writes one at a time, one after the other."""
    with territory_scope(poitiers):
        charter, organisation = make_charter(), make_organisation()
        people = [make_user(), make_user()]
        act = make_act(charter)
    together, signed = threading.Barrier(2, timeout=20), []

    def run(user: User) -> None:
        try:
            with territory_scope(poitiers):
                together.wait()
                signed.append(sign(charter=charter, organisation=organisation, user=user, act=act))
        finally:
            connections.close_all()

    if connection.vendor == "postgresql":
        threads = [threading.Thread(target=run, args=[user]) for user in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    else:
        with territory_scope(poitiers):
            signed = [sign(charter=charter, organisation=organisation, user=user, act=act) for user in people]
    assert len({signature.pk for signature in signed}) == 1
    assert len(signed) == 2
    with territory_scope(poitiers):
        assert Signature.objects.count() == 1
        assert Commitment.objects.count() == 2


def test_a_new_text_leaves_signatures_and_may_be_signed(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    former = make_signature(charter, organisation, owner)
    new_version(charter)
    assert queries.signature_of(organisation, charter) == former
    following = make_signature(charter, organisation, owner)
    assert following.pk != former.pk
    former.refresh_from_db()
    assert former.ended_as == EndedAs.REPLACED
    assert queries.signature_of(organisation, charter) == following


def test_a_row_is_frozen(charter: Charter, organisation: Organisation) -> None:
    signature = make_signature(charter, organisation)
    signature.digest = "0" * 64
    commitment = signature.commitments.all()[0]
    refused = (
        lambda: signature.save(),
        lambda: signature.save(update_fields=["digest"]),
        lambda: signature.delete(),
        lambda: commitment.save(),
        lambda: Signature.objects.update(signer_name="X"),
        lambda: Signature.objects.all().delete(),
        lambda: Commitment.objects.update(text="X"),
        lambda: ConsentChoice.objects.all().delete(),
    )
    for act in refused:
        with pytest.raises(FrozenError):
            act()


def test_consent_is_chosen_and_taken_back_with_its_proof(charter: Charter, owner: User) -> None:
    signature = make_signature(charter, make_organisation(owner), owner)
    assert list(queries.listed(charter)) == [signature]
    choose_consent(signature=signature, consent=Consent(), user=owner)
    assert not queries.listed(charter).exists()
    choices = ConsentChoice.objects.filter(signature=signature).order_by("chosen_at")
    assert [choice.is_listed for choice in choices] == [True, False]


def test_the_signatory_withdraws_and_may_sign_again(charter: Charter, organisation: Organisation, owner: User) -> None:
    signature = make_signature(charter, organisation, owner)
    ended = withdraw(signature=signature, reason="Nous déménageons")
    assert (ended.state, ended.end_reason) == (State.WITHDRAWN, "Nous déménageons")
    assert withdraw(signature=signature).ended_at == ended.ended_at
    assert Event.objects.filter(topic="charter_withdrawn").count() == 1
    assert queries.signature_of(organisation, charter) is None
    assert make_signature(charter, organisation, owner).pk != signature.pk


def test_the_authority_says_why_and_the_managers_are_told(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    signature = make_signature(charter, organisation, owner)
    with pytest.raises(ValidationError):
        revoke(signature=signature, reason="  ")
    assert revoke(signature=signature, reason="Activité contraire à la charte").state == State.REVOKED
    outbox.deliver_due()
    sent = [message for message in mail.outbox if "Retrait" in message.subject]
    assert [message.to for message in sent] == [[owner.email]]
    assert "Activité contraire à la charte" in sent[0].body


def test_the_signer_receives_the_code_and_holders_learn_of_a_new_text(
    charter: Charter, organisation: Organisation, owner: User
) -> None:
    signature = make_signature(charter, organisation, owner)
    outbox.deliver_due()
    outbox.deliver_due()
    assert signature.printed_code in mail.outbox[-1].body
    new_version(charter)
    outbox.deliver_due()
    outbox.deliver_due()
    assert "nouveau texte" in mail.outbox[-1].subject
    assert str(signature.pk) in mail.outbox[-1].body


def test_a_charter_in_common_is_for_its_guests(in_poitiers: Territory, owner: User) -> None:
    poitiers, chauvigny = Commune.objects.get(code="86194"), Commune.objects.get(code="86070")
    here, there = make_organisation(commune=chauvigny), make_organisation(commune=poitiers)
    guest, nowhere = make_organisation(), make_organisation()
    park = make_charter("Parc", scope_kind="in_common", group="Parc", communes=[chauvigny], organisations=[guest])
    assert [may_be_of(park, one) for one in (here, there, guest, nowhere)] == [True, False, True, False]
