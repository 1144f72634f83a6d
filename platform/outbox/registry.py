"""Who listens to what. Apps declare it in their `receivers.py`, found at start.

    @receives("assessment_completed")
    def write_post(event: Event) -> None: ...

A receiver runs in the scope of the event's territory, at least once: what it does must bear being done twice.
Its database writes and the mark "delivered" are one transaction, unless it says `io=True`: it then talks to
another machine (mail, webhook) and holds no transaction open meanwhile.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from outbox.models import Event

Handler = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Receiver:
    name: str
    topic: str
    handle: Handler
    io: bool


_by_topic: dict[str, dict[str, Receiver]] = defaultdict(dict)


def receives(topic: str, *, io: bool = False) -> Callable[[Handler], Handler]:
    """Register the decorated function for `topic`; its name is "<app>.<function>" and is kept in the database."""

    def register(handle: Handler) -> Handler:
        name = f"{handle.__module__.removesuffix('.receivers')}.{handle.__name__}"
        _by_topic[topic][name] = Receiver(name, topic, handle, io)
        return handle

    return register


def receivers_of(topic: str) -> list[Receiver]:
    return list(_by_topic.get(topic, {}).values())


def receiver(topic: str, name: str) -> Receiver | None:
    """The receiver called `name`, or None when the code no longer has it."""
    return _by_topic.get(topic, {}).get(name)
