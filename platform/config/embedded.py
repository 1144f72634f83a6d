"""Everything in one process: HTTP, websockets, worker and beat, with no server to install.

The broker lives in memory and dies with the process. Nothing is lost: the outbox row, written with the business
transaction, is the source of truth, and what is pending is dispatched again at start.
"""

import fcntl
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from celery.beat import Scheduler, Service
from celery.signals import worker_ready
from celery.worker import WorkController, state
from django.conf import settings

from config.celery import app
from outbox import services as outbox

WORKER_THREADS = 2
DRAIN = 20  # seconds left to requests and tasks under way when asked to stop


class AlreadyServing(RuntimeError):
    """Another process serves the same folder."""


@contextmanager
def sole_process(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process alone. Raises AlreadyServing, which names the other one.

    Two processes would each have their own broker and cache in memory, blind to the other's.
    The lock is the kernel's: it goes with the process, however that ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "serving.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyServing(
                f"Process {file.read().strip() or '?'} already serves {folder}. Stop it first, "
                "or give this one a folder of its own with ASSETT_VAR."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def say_ready(consumer: object) -> None:
    """What `celery worker` does by itself: apps fill then what they keep in the cache."""
    worker_ready.send(sender=consumer)


@contextmanager
def worker() -> Iterator[None]:
    """A Celery worker in threads of this process; tasks under way are finished before it ends."""
    controller = WorkController(
        app=app,
        pool_cls="threads",
        concurrency=WORKER_THREADS,
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        ready_callback=say_ready,
    )
    thread = threading.Thread(target=controller.start, name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        state.should_stop = os.EX_OK  # type: ignore[assignment]
        thread.join(DRAIN)
        state.should_stop = None


@contextmanager
def beat() -> Iterator[None]:
    """The scheduler, which keeps no file: at worst an interval starts again with the process."""
    service = Service(app, max_interval=1, scheduler_cls=Scheduler)
    thread = threading.Thread(target=service.start, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        service.stop()
        thread.join(DRAIN)


def serve(host: str, port: int, say: Callable[[str], object]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way. Raises AlreadyServing, OSError (port taken)."""
    with (
        sole_process(settings.VAR),
        socket.create_server((host, port), backlog=2048) as listener,
        _stopped_by_the_server(),
        worker(),
        beat(),
    ):
        left = outbox.release()
        if left:
            say(f"Deliveries left by the last run, taken up again: {left}.")
        outbox.dispatch_due()
        say(f"Serving at http://{settings.PORTAL_HOST}:{port} (Ctrl+C stops).")
        _http_server().run(sockets=[listener])
    say("Stopped; nothing was left half done.")


def _http_server() -> uvicorn.Server:
    from config.asgi import application  # late: it sets Django up when it is the entry point itself

    config = uvicorn.Config(application, lifespan="off", log_level="warning", timeout_graceful_shutdown=DRAIN)
    return uvicorn.Server(config)


@contextmanager
def _stopped_by_the_server() -> Iterator[None]:
    """uvicorn raises again, once it has stopped, the signal that stopped it: the worker must outlive that."""
    usual = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
