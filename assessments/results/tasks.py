from celery import shared_task

from assessments.results import services
from territories.celery import ScopedTask


@shared_task(base=ScopedTask)
def draw_report(report_id: int) -> None:
    services.draw(report_id=report_id)
