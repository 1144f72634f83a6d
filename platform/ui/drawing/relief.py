"""A result as a landscape: one hill per theme, one line per level, thick where it was gained."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from ui.drawing.hills import Hill, Line, lines, stretch
from ui.drawing.lettering import width, wrap
from ui.drawing.rows import Row, rows
from ui.drawing.svg import Drawing, drawing, path, smooth, text

FEWEST, MOST, HIGHEST = 3, 12, 5
WIDTH = 384
LETTERS = 13  # height of a name, in units; on a phone of 390 px a unit is 0.88 px
LEADING = 15
# Hills stand in staggered rows, read from left to right as the table beside.
ROWS = {
    3: (1, 2),
    4: (2, 2),
    5: (2, 3),
    6: (3, 3),
    7: (2, 3, 2),
    8: (3, 2, 3),
    9: (3, 3, 3),
    10: (3, 2, 3, 2),
    11: (3, 3, 2, 3),
    12: (3, 3, 3, 3),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A hill, its name cut into lines, and a word on why it is flat."""

    hill: Hill
    name: list[str]
    note: str


def relief(
    levels: Sequence[int | None],
    before: Sequence[int | None] | None,
    names: Sequence[str],
    *,
    notes: Sequence[str] | None = None,
) -> Drawing:
    """The relief of `levels` (0 to 5, None or 0 for a theme without a level), themes in order.

    `before` holds the levels of last time: lines gained since are thick; None when there was none, for a
    theme or for all. `notes[i]` says under a name why it has no level ("non concerné"). With fewer than 3
    themes, more than 12, or a level above 5, rows are drawn instead.
    """
    heights = [level or 0 for level in levels]
    if len(heights) not in ROWS or max(heights) > HIGHEST:
        return _as_rows(levels, before, names)
    land, height = _placed(heights, names, notes or [""] * len(heights))
    hills = [named.hill for named in land]
    contours = lines(hills, WIDTH, height)
    gained = "".join(_gained(line, hills, before or [None] * len(hills)) for line in contours)
    tints = (
        path(f"tint-{level}", "".join(_closed(line) for line in contours if line.level == level))
        for level in range(1, max(heights) + 1)
    )
    words = (word for named in land for word in _words(named))
    ground, bounds = _ground(land)
    return drawing(*bounds, [path("ground", ground), *tints, path("gained", gained), *words])


def _placed(levels: Sequence[int], names: Sequence[str], notes: Sequence[str]) -> tuple[list[Named], float]:
    """Every hill at its place, which depends on how many there are and not on how high; the height in all."""
    pattern = ROWS[len(levels)]
    cell = WIDTH / max(pattern)
    spacing = 8.6 if max(pattern) == 3 else 10
    wrapped = [wrap(name, LETTERS, cell - 6, lines=3) for name in names]
    land: list[Named] = []
    top = 0.0
    for count in pattern:
        first = len(land)
        ranks = range(first, first + count)
        apart = cell if count == max(pattern) else 1.25 * cell
        for rank in ranks:
            x = WIDTH / 2 + (rank - first - (count - 1) / 2) * apart
            y = top + 6.65 * spacing + (rank * 7 % 11)
            land.append(Named(Hill(x, y, levels[rank], spacing, rank), wrapped[rank], notes[rank]))
        label = max(len(wrapped[rank]) + bool(notes[rank]) for rank in ranks) * LEADING
        top = max(named.hill.foot(HIGHEST) for named in land[first:]) + label + 4
    return land, top + spacing


def _closed(line: Line) -> str:
    return smooth(line.points, closed=True, step=0.4)


def _gained(line: Line, hills: Sequence[Hill], before: Sequence[int | None]) -> str:
    """The part of `line` that the hills within it gained since `before`."""
    mine = [rank for rank in line.around if line.level > _known(before[rank])]
    if len(mine) == len(line.around):
        return _closed(line)
    return "".join(smooth(part, closed=False, step=0.4) for rank in mine for part in stretch(line, hills, rank))


def _known(level: int | None) -> int:
    """A theme without a former level gained nothing that one could compare."""
    return HIGHEST if level is None else level


def _words(named: Named) -> list[str]:
    hill = named.hill
    base = hill.foot() + LETTERS + 1
    written = [text("num", (hill.x, hill.y + 6), str(hill.level or "–"))]
    for rank, line in enumerate(named.name):
        written.append(text("halo", (hill.x, base + rank * LEADING), line))
    if named.note:
        written.append(text("note halo", (hill.x, base + len(named.name) * LEADING), named.note))
    return written


def _ground(land: Sequence[Named]) -> tuple[str, tuple[float, float, float, float]]:
    """The shore around the hills at their highest and their names, and the box that holds it."""
    parts = []
    for named in land:
        hill = named.hill
        half = max(width(line, LETTERS) for line in named.name) / 2
        foot = hill.foot(HIGHEST) + (len(named.name) + bool(named.note)) * LEADING
        parts.append(Polygon(hill.outline(HIGHEST)).buffer(5))
        parts.append(box(hill.x - half, hill.y, hill.x + half, foot + 2))
    # Fill the bays, then round the capes.
    shore = unary_union(parts).buffer(80).buffer(-90).buffer(18).simplify(0.6)
    left, top, right, bottom = shore.bounds
    d = smooth(shore.exterior.segmentize(24).coords, closed=True, step=0.4)
    return d, (left - 2, top - 2, right - left + 4, bottom - top + 4)


def _as_rows(levels: Sequence[int | None], before: Sequence[int | None] | None, names: Sequence[str]) -> Drawing:
    former = before or [None] * len(levels)
    themes = [Row(name, was, now) for name, was, now in zip(names, former, levels, strict=True)]
    highest = max([HIGHEST, *(level or 0 for level in levels)])
    return rows(themes, highest=highest, marks=range(highest + 1))
