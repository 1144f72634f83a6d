from celery import shared_task

from network.cowriting.services.writings import tell_closings
from territories.models import Territory
from territories.scope import territory_scope


@shared_task
def close_discussions() -> None:
    """By beat, each day: announce the discussions whose last day has passed."""
    for territory in Territory.objects.filter(is_open=True).order_by("pk"):
        with territory_scope(territory):
            tell_closings()
