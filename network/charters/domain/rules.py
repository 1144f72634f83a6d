"""What signing asks, as the authority sets it, and which of it an organisation meets."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

LEVELS = range(1, 6)
MOST_MONTHS = 60
MOST_COMMITMENTS = 20


@dataclass(frozen=True, slots=True)
class Rules:
    """`months`: how old a submitted full assessment may be, None where none is asked; `level`: the lowest (1 to 5),
    None for any; `commitments`: how many are asked; `counts_actions`: planned actions count among these;
    `weak_themes`: a commitment or an action for each theme under `weak_below` percent.
    """

    months: int | None = 12
    level: int | None = None
    commitments: int = 3
    counts_actions: bool = True
    weak_themes: bool = False
    weak_below: int = 40

    def __post_init__(self) -> None:
        _within("months", self.months, 1, MOST_MONTHS, optional=True)
        _within("level", self.level, LEVELS[0], LEVELS[-1], optional=True)
        _within("commitments", self.commitments, 0, MOST_COMMITMENTS)
        _within("weak_below", self.weak_below, 1, 100)
        if not isinstance(self.counts_actions, bool) or not isinstance(self.weak_themes, bool):
            raise ValueError("a switch is true or false")
        if self.months is None and (self.level is not None or self.weak_themes):
            raise ValueError("a level and weak themes are read on an assessment: ask for one")

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of `to_dict`; what is missing is as by default. Raises ValueError."""
        unknown = set(data) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"unknown rules: {', '.join(sorted(unknown))}")
        return cls(**data)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def _within(name: str, value: object, low: int, high: int, *, optional: bool = False) -> None:
    if value is None and optional:
        return
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name} is a whole number from {low} to {high}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an organisation. `issued_on`, `level` (1 to 5) and `shares` {theme: 0 to 1} are those of its
    last result of a full assessment, None and {} without one; `actions` are the themes of its planned actions, one
    an action ("" for none).
    """

    issued_on: date | None = None
    level: int | None = None
    shares: Mapping[str, float] | None = None
    actions: tuple[str, ...] = ()


class Ask(StrEnum):
    ASSESSMENT = "assessment"
    LEVEL = "level"
    COMMITMENTS = "commitments"
    WEAK_THEMES = "weak_themes"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: whether it is met, what was `found` and `wanted` (figures), the themes that are `missing`."""

    ask: Ask
    met: bool
    wanted: int
    found: int | None = None
    missing: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ask": str(self.ask), "missing": list(self.missing)}


def checks(rules: Rules, facts: Facts, chosen: tuple[str, ...], today: date) -> tuple[Check, ...]:
    """Every rule in force, in the order of the path. `chosen`: the themes of the commitments chosen, one each."""
    counted = (*chosen, *(facts.actions if rules.counts_actions else ()))
    found: list[Check] = []
    if rules.months is not None:
        found.append(_assessment(rules.months, facts.issued_on, today))
    if rules.level is not None:
        found.append(Check(Ask.LEVEL, (facts.level or 0) >= rules.level, rules.level, facts.level))
    if rules.commitments:
        met = len(counted) >= rules.commitments
        found.append(Check(Ask.COMMITMENTS, met, rules.commitments, len(counted)))
    if rules.weak_themes:
        found.append(_weak_themes(rules.weak_below, facts, {*chosen, *facts.actions}))
    return tuple(found)


def may_begin(found: tuple[Check, ...]) -> bool:
    """Whether what is not chosen on the page of signing itself is met."""
    return all(check.met for check in found if check.ask in (Ask.ASSESSMENT, Ask.LEVEL))


def weak_themes(below: int, facts: Facts) -> tuple[str, ...]:
    """Codes of the themes under `below` percent, in order."""
    return tuple(theme for theme, share in (facts.shares or {}).items() if share * 100 < below)


def _assessment(months: int, issued_on: date | None, today: date) -> Check:
    age = None if issued_on is None else months_between(issued_on, today)
    return Check(Ask.ASSESSMENT, age is not None and age < months, months, age)


def _weak_themes(below: int, facts: Facts, covered: set[str]) -> Check:
    weak = weak_themes(below, facts)
    missing = tuple(theme for theme in weak if theme not in covered)
    return Check(Ask.WEAK_THEMES, not missing, len(weak), len(weak) - len(missing), missing)


def months_between(start: date, end: date) -> int:
    """Whole months gone by from `start` to `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)
