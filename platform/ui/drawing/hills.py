"""The land of a relief: where each hill stands, its height, and the lines around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray
from shapely import contains_xy
from shapely.geometry import LineString, Polygon

from ui.drawing.svg import Point

Grid = NDArray[np.float64]

STEP = 2.5  # units between two points where the height is computed
REACH = 96  # units beyond which a hill is flat
SHARPNESS = 1.6  # the higher, the less two neighbours run into each other
AROUND = np.exp(1j * np.linspace(0, 2 * np.pi, 48, endpoint=False))


@dataclass(frozen=True, slots=True)
class Hill:
    """A hill of `level` lines, `spacing` units apart, around (`x`, `y`); its outline depends on `shape` alone."""

    x: float
    y: float
    level: int
    spacing: float
    shape: int

    def outline(self, level: int) -> list[Point]:
        """Its outermost line, were it alone and of `level`."""
        ring = (level + 0.65) * self.spacing * AROUND / self._strays(AROUND)
        return [(self.x + float(spot.real), self.y + float(spot.imag)) for spot in ring]

    def foot(self, level: int | None = None) -> float:
        """The lowest point of the hill, as it is or were it of `level`; a number alone takes one line."""
        return max(y for _, y in self.outline(max(self.level, 1) if level is None else level))

    def height(self, x: Grid, y: Grid) -> Grid:
        """Above sea level, in levels: `level` at 1.65 spacings from the top, one less at each spacing."""
        offset = (x - self.x) + 1j * (y - self.y)
        distance = np.maximum(np.abs(offset), 1e-6)
        slope = distance * self._strays(offset / distance) / self.spacing
        return np.minimum(self.level + 1.65 - slope, self.level + 0.35)

    def _strays(self, direction: NDArray[Any]) -> Grid:
        """How far from a circle the hill strays in each direction (unit complex numbers): wider than deep."""
        turns = np.exp(1j * np.random.default_rng(11 + self.shape).uniform(0, 2 * np.pi, 3))
        waves = zip((0.075, 0.05, 0.025), (2, 3, 5), turns, strict=True)
        wobble = sum(size * (direction**order * turn).imag for size, order, turn in waves)
        return np.asarray(1 + wobble - 0.11 * (direction**2).real, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Line:
    """A closed line at `level` around the hills of rank `around`."""

    level: int
    points: list[Point]
    around: tuple[int, ...]


def lines(hills: Sequence[Hill], width: float, height: float) -> list[Line]:
    """The contour lines of the land, lowest first: around each hill, exactly as many as its level."""
    x, y = np.meshgrid(np.arange(0, width + STEP, STEP), np.arange(0, height + STEP, STEP))
    contours = contour_generator(x, y, _land(hills, x, y))
    found = []
    for level in range(1, max((hill.level for hill in hills), default=0) + 1):
        for ring in contours.lines(level):
            polygon = Polygon(ring)
            around = tuple(
                rank for rank, hill in enumerate(hills) if hill.level and contains_xy(polygon, hill.x, hill.y)
            )
            if around:
                found.append(Line(level, list(LineString(ring).simplify(0.35).coords), around))
    return found


def _land(hills: Sequence[Hill], x: Grid, y: Grid) -> Grid:
    """The height everywhere: a soft maximum of the hills, each computed within its reach only."""
    total = np.full_like(x, 1e-9)
    for hill in hills:
        if not hill.level:
            continue
        near = np.s_[_span(hill.y, len(x)), _span(hill.x, len(x[0]))]
        total[near] += np.exp(SHARPNESS * hill.height(x[near], y[near]))
    return np.log(total) / SHARPNESS


def _span(middle: float, count: int) -> slice:
    return slice(max(int((middle - REACH) / STEP), 0), min(int((middle + REACH) / STEP) + 1, count))


def stretch(line: Line, hills: Sequence[Hill], rank: int) -> list[list[Point]]:
    """The stretches of `line` that run nearest to hill `rank`: what is its own in a line around several."""
    near = [min(line.around, key=lambda other: _distance(hills[other], point)) == rank for point in line.points]
    if all(near):
        return [line.points]
    # Begin outside, so that no stretch is cut by the end of the list.
    start = near.index(False)
    turned = [*line.points[start:-1], *line.points[: start + 1]]
    flags = [*near[start:-1], *near[: start + 1]]
    runs: list[list[Point]] = [[]]
    for point, mine in zip(turned, flags, strict=True):
        if mine:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]


def _distance(hill: Hill, point: Point) -> float:
    return float(np.hypot(hill.x - point[0], hill.y - point[1])) - hill.level * hill.spacing
