"""The badge of a level: as many nested lines as the level, the summit off centre as on a real hill."""

import math
from functools import cache

from ui.drawing.svg import Drawing, Point, drawing, number, path, smooth

LEVELS = 5
SIZE = 48


@cache
def badge(level: int | None) -> Drawing:
    """Level 1 to 5; a dotted circle for a level that is not shown (None or 0).

    Draw it at 40 px or more, with its number in text beside it.
    """
    if not level:
        return drawing(0, 0, SIZE, SIZE, [_circle("no-level", 21)])
    if not 1 <= level <= LEVELS:
        raise ValueError(f"level {level} is not between 0 and {LEVELS}")
    lines = (path(f"tint-{rank}", smooth(contour(rank), closed=True, step=0.1)) for rank in range(1, level + 1))
    return drawing(0, 0, SIZE, SIZE, lines)


def contour(rank: int) -> list[Point]:
    """The control points of line `rank`, 1 being the outermost."""
    inset = rank - 1
    radius, x, y = 22.5 - 4.4 * inset, 24 + 1.05 * inset, 24 - 0.95 * inset
    return [
        (x + 0.97 * radius * wobble * math.cos(angle), y + 0.97 * radius * wobble * math.sin(angle))
        for angle in (2 * math.pi * turn / 18 for turn in range(18))
        for wobble in [_wobble(angle, inset)]
    ]


def _wobble(angle: float, inset: int) -> float:
    """How far from a circle a line strays, a little more differently at each inset."""
    return (
        1
        + 0.055 * math.sin(2 * angle + 1 + 0.25 * inset)
        + 0.04 * math.sin(3 * angle - 0.6 * inset)
        + 0.02 * math.cos(5 * angle)
    )


def _circle(css: str, radius: float) -> str:
    middle = SIZE // 2
    return f'<circle class="{css}" cx="{middle}" cy="{middle}" r="{number(radius)}"/>'
