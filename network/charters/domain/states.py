"""Where a signature stands on a day: a function of its dates and of what ended it, nothing else.

A signature holds for a year. From 30 days before the end, its yearly review may be given; the day after the end it
is late; 60 days later without one, it lapses by itself, whether or not a task has run. A review renews it for a year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REVIEW_OPENS = timedelta(days=30)
"""Before the day of the review: the first reminder, and the review may be given."""
GRACE = timedelta(days=60)
"""After the day of the review: then the signature lapses."""
REMIND_AT = (timedelta(days=-30), timedelta(days=0), timedelta(days=30))
"""When the review is reminded, from its day."""


class End(StrEnum):
    """What ended a signature. REPLACED: the same organisation signed the charter's next text."""

    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    LAPSED = "lapsed"
    REPLACED = "replaced"


class State(StrEnum):
    VALID = "valid"
    DUE = "due"
    LATE = "late"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"
    LAPSED = "lapsed"
    REPLACED = "replaced"

    @property
    def is_in_force(self) -> bool:
        return self in (State.VALID, State.DUE, State.LATE)


@dataclass(frozen=True, slots=True)
class Standing:
    """`review_on`: the day of the next yearly review; `ended_as`: "" while nothing ended it."""

    review_on: date
    ended_as: str = ""


def state_of(standing: Standing, today: date) -> State:
    if standing.ended_as:
        return State(standing.ended_as)
    if today > lapses_after(standing.review_on):
        return State.LAPSED
    if today > standing.review_on:
        return State.LATE
    return State.DUE if today >= standing.review_on - REVIEW_OPENS else State.VALID


def lapses_after(review_on: date) -> date:
    """The last day on which a review still renews."""
    return review_on + GRACE


def oldest_in_force(today: date) -> date:
    """The oldest day of review of a signature that still holds: the same rule, for a query."""
    return today - GRACE


def a_year_after(day: date) -> date:
    """The same day of the next year; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def next_review(review_on: date, given_on: date) -> date:
    """A review given early or late keeps the yearly day, and is never due in the past."""
    return a_year_after(max(review_on, given_on))


def reminder_due(review_on: date, today: date, sent: int) -> int | None:
    """The number (1 to 3) of the reminder to send today, when `sent` were; the last one reached only, never two."""
    reached = sum(today >= review_on + delay for delay in REMIND_AT)
    if today > lapses_after(review_on) or reached <= sent:
        return None
    return reached
