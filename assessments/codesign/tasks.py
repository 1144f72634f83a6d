from celery import shared_task

from assessments.codesign.services import previews
from territories.scope import EVERYWHERE, territory_scope


@shared_task
def forget_addresses() -> None:
    """By beat, for every territory: addresses do not outlive what they were given for."""
    with territory_scope(EVERYWHERE):
        previews.forget_addresses()
