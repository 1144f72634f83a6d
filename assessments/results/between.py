"""What was done between two results. Floors above know it: actions done, charters signed…

    between.register("plans", events_of)

from an app's `ready()`. Each is asked once for the whole time that a page shows, so that years cost no more queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import make_aware

from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done: on which day, in a few words of the active language; `url` "" where nothing is to be opened.

    `at`: when exactly, where it is known, so that what follows a result on its very day is not told before it.
    """

    date: date
    text: str
    url: str = ""
    at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """Where only the day is known, its first instant: a result of that day has counted it."""
        return self.at or make_aware(datetime.combine(self.date, time.min))


Source = Callable[[Organisation, date, date], list[Event]]
"""(organisation, since, until), both days included → what was done, in any order. Its number of queries is constant."""

_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Add a source, or replace the one of the same code."""
    _sources[code] = source


def events(organisation: Organisation, since: date, until: date) -> list[Event]:
    """What every source knows, the first one first."""
    found = (event for source in _sources.values() for event in source(organisation, since, until))
    return sorted(found, key=lambda event: event.moment)
