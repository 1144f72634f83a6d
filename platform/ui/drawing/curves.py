"""Curves over time: a strip by theme, all on the same scale and the same dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.drawing.lettering import wrap
from ui.drawing.svg import Drawing, Point, drawing, number, path, text

WIDTH = 360
LEFT, RIGHT = 14, 346
PITCH, TOP, HEIGHT = 74, 24, 38  # from a strip to the next, from its top to its ceiling, from its ceiling to its floor
LETTERS, NAME_WIDTH = 13, 250


@dataclass(frozen=True, slots=True)
class Curve:
    """One figure by date, None where there is none. `shown` stands at the end of the strip."""

    name: str
    values: Sequence[float | None]
    shown: str = ""


def curves(
    drawn: Iterable[Curve], places: Sequence[float], labels: Sequence[str], *, lowest: float = 0, highest: float = 100
) -> Drawing:
    """`places`: when, from 0 (the left) to 1, one by value; `labels`: what stands under them, "" for none.

    A gap in the figures is a gap in the curve. Put the same figures in a table beside it.
    """
    across = [LEFT + (RIGHT - LEFT) * place for place in places]
    strips = list(drawn)
    parts = [part for rank, curve in enumerate(strips) for part in _strip(curve, PITCH * rank, across, lowest, highest)]
    bottom = PITCH * len(strips)
    parts += [
        text("axis", (x, bottom + 8), label, _anchor(x)) for x, label in zip(across, labels, strict=True) if label
    ]
    return drawing(0, 0, WIDTH, bottom + 14, parts)


def _anchor(x: float) -> str:
    return "start" if x < LEFT + 20 else "end" if x > RIGHT - 20 else "middle"


def _strip(curve: Curve, top: float, across: Sequence[float], lowest: float, highest: float) -> list[str]:
    (name,) = wrap(curve.name, LETTERS, NAME_WIDTH, lines=1) or [""]
    ceiling, floor = top + TOP, top + TOP + HEIGHT

    def place(value: float) -> float:
        within = min(max(value, lowest), highest)
        return floor - HEIGHT * (within - lowest) / (highest - lowest)

    points = [None if value is None else (x, place(value)) for x, value in zip(across, curve.values, strict=True)]
    return [
        text("name", (LEFT, top + LETTERS), name, "start"),
        text("value", (RIGHT, top + LETTERS), curve.shown, "end"),
        path("grid", f"M{LEFT} {number(ceiling)}H{RIGHT}M{LEFT} {number(floor)}H{RIGHT}"),
        path("now", "".join(_segment(a, b) for a, b in pairwise(points) if a and b)),
        *(_dot(point) for point in points if point),
    ]


def _segment(a: Point, b: Point) -> str:
    return f"M{number(a[0])} {number(a[1])}L{number(b[0])} {number(b[1])}"


def _dot(at: Point) -> str:
    return f'<circle class="dot" cx="{number(at[0])}" cy="{number(at[1])}" r="4"/>'
