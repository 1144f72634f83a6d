"""The comparison drawn: a hollow dot for the peers, a full one for the organisation."""

from decimal import Decimal

from assessments.benchmarks.comparing import Comparison
from ui.drawing.rows import Row, rows
from ui.drawing.svg import Drawing


def bars(comparison: Comparison | None) -> Drawing | None:
    """One row a theme, on the scale of the framework; None where nothing is shown."""
    lines = [line for line in comparison.themes if line.peers is not None] if comparison else []
    if comparison is None or not lines:
        return None
    lowest, highest = float(comparison.lowest), float(comparison.highest)
    marks = [lowest + (highest - lowest) * n / 5 for n in range(6)]
    drawn = [
        Row(line.title, _float(line.peers), _float(line.own), f"{line.own_figure} / {line.peers_figure}")
        for line in lines
    ]
    return rows(drawn, lowest=lowest, highest=highest, marks=marks)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
