"""The one sentence of a result: points, change, gap to the next level, theme where points are won fastest."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.results.domain.findings import Findings
from assessments.results.domain.progress import overall
from assessments.scoring import Level, Result, round_half_up


@dataclass(frozen=True, slots=True)
class Summary:
    """`number` is the level's, 1 for the lowest; None while the result is to be completed.

    `gap` is what misses to the next level, on the displayed scale: 0 where less than one unit of
    display misses, None at the highest level. `difference` is against the former result, None where one of
    the two is to be completed; `stable` says it is too small to mean anything. `fastest` is the theme of the
    first priority.
    """

    points: Decimal | None
    maximum: Decimal
    number: int | None
    difference: Decimal | None
    stable: bool
    gap: Decimal | None
    fastest: str | None


def summarise(
    result: Result, findings: Findings, levels: Sequence[Level], decimals: int, former: Result | None
) -> Summary:
    change = overall(result, former) if former and former.level and result.level else None
    number = level_number(levels, result.level)
    return Summary(
        points=result.displayed,
        maximum=round_half_up(result.maximum, decimals),
        number=number,
        difference=change.difference if change else None,
        stable=bool(change and change.stable),
        gap=_gap(result, levels, number, decimals),
        fastest=findings.priorities[0].theme if findings.priorities else None,
    )


def level_number(levels: Sequence[Level], code: str | None) -> int | None:
    """The rank of a level, 1 for the lowest; None for none."""
    return next((rank for rank, level in enumerate(levels, start=1) if level.code == code), None)


def _gap(result: Result, levels: Sequence[Level], number: int | None, decimals: int) -> Decimal | None:
    if number is None or number == len(levels) or result.displayed is None:
        return None
    low = levels[number].low  # `number` counts from 1, so this is the level above
    return max(Decimal(0), round_half_up(Fraction(low), decimals) - result.displayed)
