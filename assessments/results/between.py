"""What was done between two results. Floors above know it: actions done, charters signed…

    between.register("plans", events_of)

from an app's `ready()`. Each is asked once for the whole time that a page shows, so that years cost no more queries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done: on which day, in a few words of the active language; `url` "" where nothing is to be opened."""

    date: date
    text: str
    url: str = ""


Source = Callable[[Organisation, date, date], list[Event]]
"""(organisation, since, until), both days included → what was done, in any order. Its number of queries is constant."""

_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Add a source, or replace the one of the same code."""
    _sources[code] = source


def events(organisation: Organisation, since: date, until: date) -> list[Event]:
    """What every source knows, by day."""
    found = (event for source in _sources.values() for event in source(organisation, since, until))
    return sorted(found, key=lambda event: event.date)
