"""By beat, each night: it takes in closed weeks only, so that a missed night loses nothing."""

from celery import shared_task

from assessments.benchmarks import services


@shared_task
def roll_up() -> None:
    services.roll_up_all()
