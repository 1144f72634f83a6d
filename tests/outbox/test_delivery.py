"""What is announced is delivered, once where it can be, at least once whatever fails."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from outbox import queries, registry, services
from outbox.models import Delivery, Event
from territories.models import Territory
from territories.scope import NoActiveTerritory, OutOfScope, active_territory


@pytest.fixture
def heard() -> list[object]:
    return []


@pytest.fixture(autouse=True)
def _own_receivers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_by_topic", defaultdict(dict))


def test_delivered_after_the_commit_in_the_scope_of_its_territory(
    in_poitiers: Territory,
    heard: list[object],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    @registry.receives("done")
    def listen(event: Event) -> None:
        heard.append((event.payload["n"], active_territory()))

    with django_capture_on_commit_callbacks(execute=True):
        services.announce(topic="done", territory=in_poitiers, payload={"n": 1})
        assert heard == []
    assert heard == [(1, in_poitiers)]
    assert Delivery.objects.get().delivered_at is not None


def test_nothing_is_left_of_a_transaction_that_fails(in_poitiers: Territory) -> None:
    registry.receives("done")(lambda event: None)

    @transaction.atomic
    def work() -> None:
        services.announce(topic="done", territory=in_poitiers, payload={})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not Event.objects.exists()


def test_one_receiver_that_fails_keeps_no_other_from_it_and_is_tried_again(
    in_poitiers: Territory, heard: list[object]
) -> None:
    @registry.receives("done")
    def broken(event: Event) -> None:
        heard.append("tried")
        if len(heard) < 3:
            raise ConnectionError("refused")

    @registry.receives("done")
    def sound(event: Event) -> None:
        heard.append("sound")

    event = services.announce(topic="done", territory=in_poitiers, payload={})
    services.deliver(event.pk)
    assert heard == ["tried", "sound"]
    failed = Delivery.objects.get(delivered_at=None)
    assert failed.error == "ConnectionError: refused"
    services.deliver(event.pk)
    assert heard == ["tried", "sound"], "before its date a failed delivery waits"
    services.release()
    services.deliver(event.pk)
    assert heard == ["tried", "sound", "tried"]
    assert not queries.pending().exists()


def test_database_writes_of_a_receiver_that_fails_are_undone(in_poitiers: Territory) -> None:
    @registry.receives("done")
    def half(event: Event) -> None:
        services.announce(topic="other", territory=event.territory, payload={})
        raise RuntimeError

    services.deliver(services.announce(topic="done", territory=in_poitiers, payload={}).pk)
    assert [event.topic for event in Event.objects.all()] == ["done"]


def test_a_delivery_held_by_another_worker_is_left_to_it(in_poitiers: Territory, heard: list[object]) -> None:
    @registry.receives("done")
    def listen(event: Event) -> None:
        heard.append(event)

    event = services.announce(topic="done", territory=in_poitiers, payload={})
    Delivery.objects.update(due_at=timezone.now() + services.LEASE)
    services.deliver(event.pk)
    assert heard == []
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert services.deliver_due() == 1
    assert heard == [event]


def test_after_the_last_attempt_it_is_given_up_and_seen(in_poitiers: Territory) -> None:
    @registry.receives("done")
    def broken(event: Event) -> None:
        raise ValueError

    event = services.announce(topic="done", territory=in_poitiers, payload={})
    Delivery.objects.update(attempts=services.MAX_ATTEMPTS - 1)
    services.deliver(event.pk)
    assert queries.given_up().get().receiver.endswith("broken")
    assert not queries.pending().exists()
    assert services.take_up_again() == 1
    assert queries.pending().get().attempts == 0


def test_a_receiver_that_the_code_no_longer_has_fails_in_words(in_poitiers: Territory) -> None:
    registry.receives("done")(lambda event: None)
    event = services.announce(topic="done", territory=in_poitiers, payload={})
    registry._by_topic.clear()
    services.deliver(event.pk)
    assert "no receiver named" in Delivery.objects.get().error


def test_waits_grow_to_an_hour() -> None:
    waits = [services.wait(n).total_seconds() for n in (1, 2, 3, 11, 80)]
    assert waits == [5, 10, 20, 3600, 3600]


def test_delivered_events_are_forgotten_after_a_week_and_open_ones_kept(in_poitiers: Territory) -> None:
    registry.receives("done")(lambda event: None)
    delivered, waiting = (services.announce(topic="done", territory=in_poitiers, payload={}) for _ in range(2))
    services.deliver(delivered.pk)
    Event.objects.update(created_at=timezone.now() - timedelta(days=60))
    services.purge()
    assert list(Event.objects.all()) == [waiting]


def test_an_event_of_another_territory_or_of_none_is_refused(in_poitiers: Territory, lille: Territory) -> None:
    with pytest.raises(OutOfScope):
        services.announce(topic="done", territory=lille, payload={})


def test_events_cannot_be_read_without_a_scope(db: None) -> None:
    with pytest.raises(NoActiveTerritory):
        Event.objects.exists()
    with pytest.raises(NoActiveTerritory):
        Delivery.objects.exists()


def test_a_broker_that_does_not_answer_fails_no_request(in_poitiers: Territory) -> None:
    registry.receives("done")(lambda event: None)
    services.announce(topic="done", territory=in_poitiers, payload={})
    _, _, robust = transaction.get_connection().run_on_commit[-1]
    assert robust, "Django logs what a robust callback raises, and answers the request"
    assert queries.pending().count() == 1
