"""A territory as on a map: its outline, quiet contour lines, a few named places, a scale."""

import math
from collections.abc import Iterable

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray
from shapely import contains_xy, prepare
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from ui.drawing.badges import LEVELS, badge
from ui.drawing.places import Place, names, scale
from ui.drawing.sheet import Shape, Sheet, fit, parts_of
from ui.drawing.svg import Drawing, Point, drawing, path, smooth, straight

Grid = NDArray[np.float64]

CELLS = 160  # points of the terrain on each side
SEAL = 176


def motif(polygons: Shape, seed: int, places: Iterable[Place] = (), width: float = 600) -> Drawing:
    """The territory, `width` units wide at most, with `places` named: (name, latitude, longitude, count).

    `polygons` are in WGS 84 degrees. The land is imagined, from `seed`: it says nothing of the true relief.
    Places come in order of importance; one whose name finds no room is left out. Give the svg a name: the
    same figures must stand in text.
    """
    sheet = fit(polygons, width)
    lines, index = _contours(sheet, seed)
    land = "".join(straight(ring) for ring in _rings(sheet.shape.simplify(1.2)))
    named, taken = names(sheet, places)
    parts = [path("land", land), path("line", lines), path("line index", index), *named]
    if not named:
        return drawing(0, 0, *sheet.size, parts)
    ruler, bottom = scale(sheet, taken)
    return drawing(0, 0, sheet.size[0], max(sheet.size[1], bottom), [*parts, *ruler])


def seal(polygons: Shape | None) -> Drawing:
    """The mark of a territory, to show at 44 px: its outline and two lines within; the badge without outline."""
    if not polygons:
        return badge(LEVELS)
    sheet = fit(polygons, SEAL)
    bold = sheet.shape.buffer(5).buffer(-9).buffer(4)
    outlines = [_inset(bold, inset) for inset in (0, 13, 26)]
    lines = "".join(outlines[1:])
    return drawing(0, 0, *sheet.size, [path("land", outlines[0]), path("line", lines)])


def _inset(shape: BaseGeometry, inset: float) -> str:
    """The outline drawn `inset` units inside, without its smallest parts."""
    inner = shape.buffer(-inset - 3).buffer(3)
    parts = sorted(parts_of(inner), key=lambda part: -part.area)[:4]
    rounded = (part.simplify(1.6).segmentize(26).exterior.coords for part in parts if part.area > 420)
    return "".join(smooth(ring, closed=True) for ring in rounded)


def _rings(shape: BaseGeometry) -> list[list[Point]]:
    return [list(ring.coords) for part in parts_of(shape) for ring in (part.exterior, *part.interiors)]


def _contours(sheet: Sheet, seed: int) -> tuple[str, str]:
    """Thirteen contour lines within the outline, every fourth one apart."""
    x, y, z = _terrain(sheet, seed)
    shore = sheet.shape.buffer(-3)
    if shore.is_empty:
        return "", ""
    prepare(shore)
    inside = z[contains_xy(shore, x, y)]
    if not inside.size:
        return "", ""
    contours = contour_generator(x, y, z)
    kept: tuple[list[str], list[str]] = ([], [])
    for rank, level in enumerate(np.linspace(np.quantile(inside, 0.1), np.quantile(inside, 0.99), 13)):
        for ring in contours.lines(level):
            kept[rank % 4 == 2].extend(_cut(LineString(ring), shore))
    return "".join(kept[False]), "".join(kept[True])


def _cut(line: LineString, shore: BaseGeometry) -> Iterable[str]:
    """The parts of `line` on land; the shortest would be crumbs."""
    cut = line.intersection(shore)
    for part in getattr(cut, "geoms", [cut]):
        if part.geom_type == "LineString" and part.length > 34:
            yield smooth(part.simplify(0.8).coords, closed=part.is_ring, step=2)


def _terrain(sheet: Sheet, seed: int) -> tuple[Grid, Grid, Grid]:
    """Forty round hills thrown over the sheet."""
    across, down = sheet.size
    unit = math.sqrt(sheet.shape.area)
    x, y = np.meshgrid(np.linspace(0, across, CELLS), np.linspace(0, down, CELLS))
    z = np.zeros_like(x)
    rng = np.random.default_rng(seed)
    for left, top, spread, tall, long in rng.uniform((0, 0, 0.09, 0.3, 0.8), (across, down, 0.25, 1, 1.5), (40, 5)):
        far = (x[:1] - left) ** 2, ((y[:, :1] - top) * long) ** 2
        reach = 2 * (spread * unit) ** 2
        z += tall * np.exp(-far[0] / reach) * np.exp(-far[1] / reach)
    return x, y, z
