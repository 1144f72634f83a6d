from celery import shared_task
from django.utils import timezone

from assessments.results import services
from territories.celery import ScopedTask
from territories.models import Territory
from territories.scope import territory_scope


@shared_task(base=ScopedTask)
def draw_report(report_id: int) -> None:
    services.draw(report_id=report_id)


@shared_task
def forget_pages() -> None:
    """By beat, once a day: pages that another release wrote, and those that nobody asked for in a season."""
    for territory in Territory.objects.order_by("pk"):
        with territory_scope(territory):
            services.forget_pages(now=timezone.now())
