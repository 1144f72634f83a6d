"""What moved since the former result. Under five points the difference is noise, and is said "stable"."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.scoring import NodeResult, Result

STABLE_SHARE = Fraction(5, 100)
"""Of the scale: 5 points on 100."""


@dataclass(frozen=True, slots=True)
class Row:
    """One theme then and now: displayed scores, the levels' codes, the difference of the displayed scores.

    `before` is None for a theme that the former result had not, `now` for one without a score.
    """

    theme: str
    before: Decimal | None
    now: Decimal | None
    level_before: str | None
    level: str | None
    difference: Decimal | None
    stable: bool


def is_stable(difference: Decimal, result: Result) -> bool:
    return abs(difference) < (result.maximum - result.minimum) * STABLE_SHARE


def overall(now: Result, before: Result) -> Row:
    """The whole result then and now."""
    return _row("", now, before, now)


def rows(now: Result, before: Result) -> list[Row]:
    """One row per theme of `now`, largest gain first, then highest; those without a comparison come last."""
    former = {theme.id: theme for theme in before.themes}
    made = [_row(theme.id, theme, former.get(theme.id), now) for theme in now.themes]
    return sorted(made, key=lambda row: (row.difference is None, -(row.difference or 0), -(row.now or 0)))


def _row(theme: str, now: NodeResult | Result, before: NodeResult | Result | None, whole: Result) -> Row:
    was = before.displayed if before else None
    difference = now.displayed - was if now.displayed is not None and was is not None else None
    return Row(
        theme=theme,
        before=was,
        now=now.displayed,
        level_before=before.level if before else None,
        level=now.level,
        difference=difference,
        stable=difference is not None and is_stable(difference, whole),
    )
