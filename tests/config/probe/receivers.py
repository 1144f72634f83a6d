"""Says in a file what reaches it, and takes its time while a file named `hold` is there."""

import time

from celery.signals import worker_ready
from django.conf import settings

from outbox.models import Event
from outbox.registry import receives

STEP = 0.02  # seconds


@receives("probe", io=True)
def hear(event: Event) -> None:
    _write(f"began {event.payload['word']}")
    while (settings.VAR / "hold").exists():
        time.sleep(STEP)
    _write(f"heard {event.payload['word']}")


@worker_ready.connect(dispatch_uid="probe-ready")
def note_ready(**_: object) -> None:
    (settings.VAR / "ready").touch()


def _write(line: str) -> None:
    with (settings.VAR / "heard").open("a") as file:
        file.write(line + "\n")
