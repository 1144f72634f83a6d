"""When an action is reminded of: thirty days before, seven days before, on the day, and once when it is late."""

from datetime import date, timedelta

MONTH, WEEK, DAY, LATE = "month", "week", "day", "late"
STAGES = ((LATE, timedelta(days=-1)), (DAY, timedelta()), (WEEK, timedelta(days=7)), (MONTH, timedelta(days=30)))
"""The latest first: each begins so long before the day."""
FORGOTTEN = timedelta(days=30)
"""So long after the day, "late" is not said any more for the first time."""


def stage(due_on: date, today: date) -> str:
    """The stage that `today` is in; "" more than thirty days before the day, or long after it.

    A stage lasts until the next one: a day when nothing ran is caught up, and what is decided ten days ahead is
    reminded of at the seventh only, as whoever decides needs no reminder the same week (see `due`).
    """
    left = due_on - today
    if -left > FORGOTTEN:
        return ""
    return next((name for name, before in STAGES if left <= before), "")


def due(due_on: date, decided_on: date, today: date) -> str:
    """The stage to tell today; "" for none. A stage that had begun when the action was decided is never told."""
    now = stage(due_on, today)
    return now if now and now != stage(due_on, decided_on) else ""
