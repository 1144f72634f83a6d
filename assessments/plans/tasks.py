from celery import shared_task
from django.utils import timezone

from assessments.plans import services
from territories.models import Territory
from territories.scope import territory_scope


@shared_task
def remind() -> None:
    """By beat, once a day or more: each territory in its own scope. What was told is not told again."""
    for territory in Territory.objects.select_related("site").order_by("pk"):
        with territory_scope(territory):
            services.remind(territory=territory, today=timezone.localdate())
