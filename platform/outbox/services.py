"""Announcing an event, and bringing it to whom it concerns: at least once, whatever stops in between."""

import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from outbox import queries, registry
from outbox.models import Delivery, Event
from territories.models import Territory
from territories.scope import territory_scope

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""How long a receiver may take before another worker may try the same delivery."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
MAX_ATTEMPTS = 80  # about three days: a mail server down over a week-end loses nothing
KEEP_DELIVERED = timedelta(days=7)
KEEP_GIVEN_UP = timedelta(days=30)
BATCH = 500


@transaction.atomic
def announce(*, topic: str, territory: Territory, payload: dict[str, object]) -> Event:
    """Write the event beside what it tells of; its receivers are called after the commit, never before."""
    event = Event(topic=topic, territory=territory, payload=payload)
    event.full_clean(exclude=["territory"])
    event.save(force_insert=True)
    now = timezone.now()
    Delivery.objects.bulk_create(
        Delivery(event=event, receiver=each.name, due_at=now) for each in registry.receivers_of(topic)
    )
    # Robust: a broker that does not answer must not fail a request whose work is already kept.
    transaction.on_commit(partial(_dispatch, event.pk), robust=True)
    return event


def _dispatch(event_id: UUID) -> None:
    from outbox.tasks import deliver_event

    deliver_event.delay(str(event_id))


def dispatch_due() -> int:
    """Hand every due event to the workers; returns how many."""
    events = queries.due_events(timezone.now(), BATCH)
    for event_id in events:
        _dispatch(event_id)
    return len(events)


def deliver(event_id: UUID) -> None:
    """Call each receiver of the event that is due; one that fails does not keep the others from it."""
    for delivery in queries.pending().filter(event_id=event_id).select_related("event__territory").order_by("id"):
        if _claim(delivery):
            _attempt(delivery)


def deliver_due() -> int:
    """Deliver here and now what is due; returns how many events. For commands and tests: workers use tasks."""
    events = queries.due_events(timezone.now(), BATCH)
    for event_id in events:
        deliver(event_id)
    return len(events)


def release() -> int:
    """Make everything pending due at once. Only for the start of the one process of the embedded mode:
    whoever held a lease is dead. Returns the number of deliveries left to make."""
    return queries.pending().update(due_at=timezone.now())


def take_up_again() -> int:
    """Give the deliveries that were given up another three days, from now; returns how many."""
    return queries.given_up().update(due_at=timezone.now(), attempts=0)


@transaction.atomic
def purge() -> int:
    """Forget what was delivered a week ago or given up a month ago: payloads may hold addresses."""
    now = timezone.now()
    finished, _ = queries.finished_before(now - KEEP_DELIVERED).delete()
    abandoned, _ = queries.older_than(now - KEEP_GIVEN_UP).delete()
    return finished + abandoned


def _claim(delivery: Delivery) -> bool:
    """Take the delivery for LEASE; False when another worker has it."""
    now = timezone.now()
    free = queries.pending().filter(pk=delivery.pk, due_at__lte=now)
    taken = free.update(due_at=now + LEASE, attempts=F("attempts") + 1) == 1
    delivery.attempts += taken
    return taken


def _attempt(delivery: Delivery) -> None:
    try:
        with territory_scope(delivery.event.territory):
            _call(delivery)
    except Exception as error:
        _postpone(delivery, error)


def _call(delivery: Delivery) -> None:
    receiver = registry.receiver(delivery.event.topic, delivery.receiver)
    if receiver is None:
        raise LookupError(f"no receiver named {delivery.receiver}")
    if receiver.io:
        receiver.handle(delivery.event)
        _done(delivery)
    else:
        with transaction.atomic():
            receiver.handle(delivery.event)
            _done(delivery)


def _done(delivery: Delivery) -> None:
    queries.deliveries().filter(pk=delivery.pk).update(due_at=None, delivered_at=timezone.now(), error="")


def _postpone(delivery: Delivery, error: Exception) -> None:
    gone = delivery.attempts >= MAX_ATTEMPTS
    due_at = None if gone else timezone.now() + wait(delivery.attempts)
    queries.deliveries().filter(pk=delivery.pk).update(due_at=due_at, error=f"{type(error).__name__}: {error}"[:500])
    # The type alone goes to the log: a message may quote an address.
    verdict = "given up" if gone else f"attempt {delivery.attempts}"
    logger.warning("%s to %s failed (%s), %s", delivery.event.topic, delivery.receiver, type(error).__name__, verdict)


def wait(attempts: int) -> timedelta:
    """How long to wait after this many failures: 5 s, doubled each time, one hour at most."""
    doubled: int = 2 ** min(attempts - 1, 12)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)
