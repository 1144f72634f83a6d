"""Every day, for each territory: reminders of yearly reviews, and signatures that lapse."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from network.charters import navigation, services
from territories.models import Territory
from territories.scope import territory_scope


@shared_task
def follow_signatures() -> None:
    """By beat, once a day. Run twice, it sends and ends nothing more."""
    for territory in Territory.objects.select_related("site").order_by("pk"):
        with territory_scope(territory):
            services.lapse_late()
            services.remind_due()


@shared_task
def remember_menus() -> None:
    """By beat, and when a worker starts: the menu asks the cache alone, which a restart may have emptied."""
    for territory in Territory.objects.order_by("pk"):
        with territory_scope(territory):
            navigation.remember(territory)


@worker_ready.connect(dispatch_uid="charters-menus")
def _at_start(**_: Any) -> None:
    remember_menus.delay()
