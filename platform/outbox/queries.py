"""What is left to deliver, over every territory: the dispatcher serves the whole house."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from outbox.models import Delivery, Event
from territories.scope import EVERYWHERE, territory_scope


def _all(model: Any) -> QuerySet[Any]:
    with territory_scope(EVERYWHERE):
        return model.objects.all()  # type: ignore[no-any-return]


def deliveries() -> QuerySet[Delivery]:
    return _all(Delivery)


def pending() -> QuerySet[Delivery]:
    return deliveries().filter(due_at__isnull=False)


def given_up() -> QuerySet[Delivery]:
    return deliveries().filter(due_at__isnull=True, delivered_at__isnull=True)


def due_events(now: datetime, limit: int) -> list[UUID]:
    """Ids of the events with something due at `now`, the longest due first, each once."""
    due = pending().filter(due_at__lte=now).order_by("due_at", "id").values_list("event_id", flat=True)[:limit]
    return list(dict.fromkeys(due))


def finished_before(when: datetime) -> QuerySet[Event]:
    """Events older than `when` that every receiver has had."""
    open_ids = deliveries().filter(delivered_at__isnull=True).values("event_id")
    return _all(Event).filter(created_at__lt=when).exclude(pk__in=open_ids)


def older_than(when: datetime) -> QuerySet[Event]:
    """Events older than `when`, delivered or given up; those still being tried are left."""
    return _all(Event).filter(created_at__lt=when).exclude(pk__in=pending().values("event_id"))
