from uuid import UUID

from celery import shared_task

from outbox import services


@shared_task
def deliver_event(event_id: str) -> None:
    services.deliver(UUID(event_id))


@shared_task
def dispatch_due() -> None:
    """By beat: what a crash, a full broker or a failing receiver left behind."""
    services.dispatch_due()


@shared_task
def purge() -> None:
    services.purge()
