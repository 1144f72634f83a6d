"""The functions of formulas. Each takes the figures given, None where one is missing, and gives one or None."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

from assessments.scoring.figures import bounded
from assessments.scoring.rounding import round_half_up

Figure: TypeAlias = Fraction | None
Spread: TypeAlias = tuple[Fraction, ...]
"""The numbers written in a column, empty cells left out."""


def _all(figures: Sequence[Figure]) -> list[Fraction]:
    """The figures when none is missing; else nothing."""
    given = [figure for figure in figures if figure is not None]
    return given if len(given) == len(figures) else []


def _sum(figures: Sequence[Figure]) -> Figure:
    given = _all(figures)
    return bounded(sum(given, Fraction(0))) if given else None


def _mean(figures: Sequence[Figure]) -> Figure:
    given = _all(figures)
    return bounded(sum(given, Fraction(0)) / len(given)) if given else None


def _min(figures: Sequence[Figure]) -> Figure:
    return min(_all(figures), default=None)


def _max(figures: Sequence[Figure]) -> Figure:
    return max(_all(figures), default=None)


def _count(figures: Sequence[Figure]) -> Figure:
    """How many are given; no value where none is, for silence is not a count of zero."""
    given = sum(figure is not None for figure in figures)
    return Fraction(given) if given else None


def _abs(figures: Sequence[Figure]) -> Figure:
    return None if figures[0] is None else abs(figures[0])


def _round(figures: Sequence[Figure]) -> Figure:
    """Half up, as every figure that is shown."""
    places = figures[1] if len(figures) > 1 else Fraction(0)
    if figures[0] is None or places is None:
        return None
    return Fraction(round_half_up(figures[0], int(places)))


AGGREGATES = frozenset({"sum", "mean", "min", "max", "count"})
"""Those that take any number of figures, and the columns of tables."""
FUNCTIONS: dict[str, Callable[[Sequence[Figure]], Figure]] = {
    "sum": _sum,
    "mean": _mean,
    "min": _min,
    "max": _max,
    "count": _count,
    "abs": _abs,
    "round": _round,
}
