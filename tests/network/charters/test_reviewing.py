"""A year later: reminders, the review, a lapse."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.models import User
from network.charters import queries, services, tasks
from network.charters.domain.states import State
from network.charters.models import Commitment, Credential, Outcome, OutcomeState, Review, Signature
from network.charters.services import Judged, NotOpen, give_review
from outbox import services as outbox
from outbox.models import Event
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_signature
from tests.factories.organisations import make_organisation

PARIS = ZoneInfo("Europe/Paris")
SIGNED = date(2026, 3, 1)
DUE = date(2027, 3, 1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at(SIGNED), tick=True) as clock:
        yield clock


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=PARIS)


@pytest.fixture
def owner(db: None) -> User:
    return make_user()


@pytest.fixture
def signature(clock: time_machine.Traveller, in_poitiers: Territory, owner: User) -> Signature:
    signature = make_signature(make_charter(), make_organisation(owner, name="Clairbois"), owner)
    outbox.deliver_due()
    outbox.deliver_due()
    mail.outbox.clear()
    return signature


def judged(signature: Signature, *states: str) -> dict[int, Judged]:
    running = queries.running(Commitment.objects.filter(signature=signature)).order_by("position")
    why = {"kept": "", "partly": "La moitié du site", "dropped": "Le local a fermé"}
    return {one.pk: Judged(OutcomeState(state), why[state]) for one, state in zip(running, states, strict=True)}


def test_a_review_renews_for_a_year(signature: Signature, owner: User, clock: time_machine.Traveller) -> None:
    clock.move_to(at(DUE - timedelta(days=10)))
    review = give_review(signature=signature, due_on=DUE, user=owner, judged=judged(signature, "kept", "dropped"))
    signature.refresh_from_db()
    assert signature.review_on == date(2028, 3, 1)
    assert signature.state == State.VALID
    outcomes = Outcome.objects.filter(review=review).order_by("commitment__position")
    assert [(one.state, one.why) for one in outcomes] == [("kept", ""), ("dropped", "Le local a fermé")]
    assert Event.objects.filter(topic="charter_reviewed").count() == 1
    outbox.deliver_due()
    assert Credential.objects.filter(signature=signature).count() == 2


def test_what_was_dropped_is_asked_no_more(signature: Signature, owner: User, clock: time_machine.Traveller) -> None:
    clock.move_to(at(DUE))
    give_review(signature=signature, due_on=DUE, user=owner, judged=judged(signature, "partly", "dropped"))
    clock.move_to(at(date(2028, 3, 1)))
    assert len(judged(signature, "kept")) == 1


def test_a_review_given_twice_is_one(signature: Signature, owner: User, clock: time_machine.Traveller) -> None:
    clock.move_to(at(DUE))
    said = judged(signature, "kept", "kept")
    first = give_review(signature=signature, due_on=DUE, user=owner, judged=said)
    assert give_review(signature=signature, due_on=DUE, user=owner, judged=said) == first
    assert Review.objects.count() == 1


def test_it_is_neither_early_nor_after_the_end(
    signature: Signature, owner: User, clock: time_machine.Traveller
) -> None:
    clock.move_to(at(DUE - timedelta(days=31)))
    with pytest.raises(NotOpen):
        give_review(signature=signature, due_on=DUE, user=owner, judged=judged(signature, "kept", "kept"))
    clock.move_to(at(DUE + timedelta(days=61)))
    with pytest.raises(NotOpen):
        give_review(signature=signature, due_on=DUE, user=owner, judged=judged(signature, "kept", "kept"))


def test_each_commitment_is_judged_and_says_why(
    signature: Signature, owner: User, clock: time_machine.Traveller
) -> None:
    clock.move_to(at(DUE))
    first, second = judged(signature, "kept", "kept")
    for wrong in (
        {first: Judged(OutcomeState.KEPT)},
        {first: Judged(OutcomeState.KEPT), second: Judged(OutcomeState.PARTLY, " ")},
    ):
        with pytest.raises(ValidationError):
            give_review(signature=signature, due_on=DUE, user=owner, judged=wrong)
    assert not Review.objects.exists()
    assert Signature.objects.get().review_on == DUE


def test_three_reminders_then_a_lapse(signature: Signature, owner: User, clock: time_machine.Traveller) -> None:
    told = []
    for shift in (-31, -30, -29, 0, 1, 30, 31, 60, 61, 62):
        clock.move_to(at(DUE + timedelta(days=shift)))
        for _run in range(2):  # a task run twice does no more
            tasks.follow_signatures()
        outbox.deliver_due()
        told += [(shift, message.subject) for message in mail.outbox]
        mail.outbox.clear()
    assert [shift for shift, _subject in told] == [-30, 0, 30, 61]
    assert "bilan annuel" in told[0][1]
    assert "caduque" in told[3][1]
    signature.refresh_from_db()
    assert signature.ended_as == "lapsed"
    assert Event.objects.filter(topic="charter_lapsed").count() == 1


def test_it_has_lapsed_before_any_task_ran(signature: Signature, clock: time_machine.Traveller) -> None:
    clock.move_to(at(DUE + timedelta(days=61)))
    assert signature.state == State.LAPSED
    assert queries.signature_of(signature.organisation, signature.charter) is None
    assert not queries.listed().exists()


def test_after_a_lapse_one_may_sign_again(signature: Signature, owner: User, clock: time_machine.Traveller) -> None:
    clock.move_to(at(DUE + timedelta(days=90)))
    again = make_signature(signature.charter, signature.organisation, owner)
    signature.refresh_from_db()
    assert signature.ended_as == "lapsed"
    assert again.state == State.VALID


def test_queries_find_the_states_that_the_rule_names(signature: Signature, clock: time_machine.Traveller) -> None:
    for shift in (-40, -30, -1, 0, 1, 60, 61, 100):
        clock.move_to(at(DUE + timedelta(days=shift)))
        today = DUE + timedelta(days=shift)
        found = [state for state in State if Signature.objects.filter(queries.in_state(state, today)).exists()]
        assert found == [signature.state_on(today)], shift
        assert Signature.objects.filter(queries.in_force(today)).exists() == signature.state_on(today).is_in_force


def test_the_desk_reminds_once_a_day(signature: Signature, clock: time_machine.Traveller) -> None:
    assert not services.remind(signature=signature)
    clock.move_to(at(DUE))
    assert services.remind(signature=signature)
    assert not services.remind(signature=signature)
