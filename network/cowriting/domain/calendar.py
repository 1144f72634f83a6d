"""When one may write. Days are those of the territory, first and last included."""

from datetime import date
from enum import StrEnum


class Phase(StrEnum):
    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"  # the team settles what was proposed
    ADOPTED = "adopted"


def phase(opens_on: date, closes_on: date, today: date) -> Phase:
    if today < opens_on:
        return Phase.BEFORE
    return Phase.OPEN if today <= closes_on else Phase.CLOSED
