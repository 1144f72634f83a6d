"""Conditions that nobody could meet, that ask nothing, or that contradict each other: refused when they are set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from network.conditionality.domain.conditions import Condition, Kind

MOST_MONTHS = 60
MOST = 8
"""Conditions of one aid."""


class Code(StrEnum):
    EMPTY = "empty"
    TOO_MANY = "too_many"
    SAME = "same"
    NO_LEVEL = "no_level"  # above the highest
    LOWEST = "lowest"  # everyone is at the lowest level
    NO_SHARE = "no_share"
    NO_THEME = "no_theme"
    NO_MONTHS = "no_months"
    NO_CHARTER = "no_charter"
    NO_SENTENCE = "no_sentence"
    NO_REVIEW = "no_review"
    HARDER_PART = "harder_part"  # level and share of the same thing, of results of different ages
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Fault:
    """`place`: which condition, from 0, None for all of them together; `field` as `Condition` calls it."""

    code: Code
    place: int | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What conditions may speak of: how many levels, which themes, whether there is a charter to sign.

    `deadline`: the aid's last day.
    """

    levels: int
    themes: frozenset[str]
    charter: bool
    today: date
    deadline: date | None = None


def faults(conditions: Sequence[Condition], ground: Ground) -> Iterator[Fault]:
    if not conditions:
        yield Fault(Code.EMPTY)
    if len(conditions) > MOST:
        yield Fault(Code.TOO_MANY)
    if ground.deadline is not None and ground.deadline < ground.today:
        yield Fault(Code.CLOSED)
    for place, condition in enumerate(conditions):
        earlier = conditions[:place]
        if condition.aim in {other.aim for other in earlier}:
            yield Fault(Code.SAME, place, "kind")
        if any(_disagree(condition, other) for other in earlier):
            yield Fault(Code.HARDER_PART, place, "months")
        for code, name in _alone(condition, ground):
            yield Fault(code, place, name)


def _disagree(one: Condition, other: Condition) -> bool:
    """One result answers for both: two ages for the same theme are a slip."""
    both = {one.kind, other.kind} == {Kind.LEVEL, Kind.SHARE}
    return both and one.theme == other.theme and one.months != other.months


def _alone(condition: Condition, ground: Ground) -> Iterator[tuple[Code, str]]:
    if condition.kind is Kind.CHARTER:
        if not ground.charter:
            yield Code.NO_CHARTER, "kind"
        return
    if condition.kind is Kind.COMMITMENT:
        if not condition.promise:
            yield Code.NO_SENTENCE, "promise"
    else:
        yield from _scored(condition, ground)
    if condition.promise and not _within(condition.review):
        yield Code.NO_REVIEW, "review"


def _scored(condition: Condition, ground: Ground) -> Iterator[tuple[Code, str]]:
    if condition.theme and condition.theme not in ground.themes:
        yield Code.NO_THEME, "theme"
    if not _within(condition.months):
        yield Code.NO_MONTHS, "months"
    least = condition.least or 0
    if condition.kind is Kind.SHARE and not 1 <= least <= 100:
        yield Code.NO_SHARE, "least"
    if condition.kind is Kind.LEVEL and least < 2:
        yield Code.LOWEST, "least"
    if condition.kind is Kind.LEVEL and least > ground.levels:
        yield Code.NO_LEVEL, "least"


def _within(months: int | None) -> bool:
    return months is not None and 1 <= months <= MOST_MONTHS
