"""The words of a map: places named where there is room, and the scale."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from ui.drawing.lettering import width
from ui.drawing.sheet import PAD, Sheet
from ui.drawing.svg import Point, number, path, text

Place = tuple[str, float, float, int | None]

LETTERS = 26  # height of a place name in a drawing 600 units wide: 15 px on a phone
THIN_SPACE = "\u202f"  # between thousands, and never at the end of a line
DISTANCES = (1, 2, 5, 10, 20, 50, 100, 200)  # km that a scale may show


def names(sheet: Sheet, places: Iterable[Place]) -> tuple[list[str], list[BaseGeometry]]:
    """A spot and a name for each place that finds room, and the room taken."""
    kept = [(sheet.put(latitude, longitude), name, count) for name, latitude, longitude, count in places]
    spots = [box(x - 7, y - 7, x + 7, y + 7) for (x, y), _, _ in kept]
    taken: list[BaseGeometry] = []
    parts = []
    for rank, (spot, name, count) in enumerate(kept):
        others = [*taken, *(other for other in spots if other is not spots[rank])]
        figure = "" if count is None else f"{count:,}".replace(",", THIN_SPACE)
        found = _room(spot, f"{name} {figure}".rstrip(), others, sheet.size)
        if found is None:
            spots[rank] = box(0, 0, 0, 0)
            continue
        anchor, at, room = found
        taken += [room, spots[rank]]
        parts.append(f'<circle class="spot" cx="{number(spot[0])}" cy="{number(spot[1])}" r="4"/>')
        parts.append(_name(name, figure, at, anchor))
    return parts, taken


def _room(
    spot: Point, words: str, taken: Sequence[BaseGeometry], size: Point
) -> tuple[str, Point, BaseGeometry] | None:
    """The anchor, the place and the room of `words` beside `spot`, where they are free first."""
    # Italic serif runs a good tenth narrower than the sans that `width` knows.
    long = 0.9 * width(words, LETTERS)
    for anchor, left, base in _sides(spot, long):
        # One unit around: what is written is rounded to the unit.
        room = box(left - 1, base - 21, left + long + 1, base + 7)
        fits = left >= -4 and left + long <= size[0] + 4 and base > 20 and base + 6 < size[1] + 8
        if fits and not any(room.intersects(other) for other in taken):
            return anchor, (left + {"start": 0, "middle": long / 2, "end": long}[anchor], base), room
    return None


def _sides(spot: Point, long: float) -> Iterator[tuple[str, float, float]]:
    """Where words `long` units wide may stand: right, left, above, below, then askew. Anchor, left edge, base."""
    x, y = spot
    right, left = x + 11, x - 11 - long
    yield "start", right, y + 8
    yield "end", left, y + 8
    for base in (y - 12, y + 30):
        yield "middle", x - long / 2, base
        yield "start", x - 4, base
        yield "end", x + 4 - long, base
    for base in (y - 6, y + 22):
        yield "start", right, base
        yield "end", left, base


def _name(name: str, figure: str, at: Point, anchor: str) -> str:
    count = f' <tspan class="count">{figure}</tspan>' if figure else ""
    place = f'x="{at[0]:.0f}" y="{at[1]:.0f}" text-anchor="{anchor}"'
    return f'<text class="place halo" {place}>{escape(name)}{count}</text>'


def scale(sheet: Sheet, taken: Sequence[BaseGeometry]) -> tuple[list[str], float]:
    """A bar of so many kilometres in a corner that is free, else under the map; and where it ends."""
    distance = max((km for km in DISTANCES if km * sheet.per_km <= 150), default=DISTANCES[0])
    if 40 <= 10 * sheet.per_km <= 200:
        distance = 10
    bar = distance * sheet.per_km
    words = f"{distance} km"
    long = bar + 8 + width(words, LETTERS)
    across, down = sheet.size
    corners = ((PAD, 34), (across - long, 34), (PAD, down - 14), (across - long, down - 14), (PAD, down + 34))
    filled = [*taken, sheet.shape.buffer(6)]
    x, y = next(corner for corner in corners if not any(_frame(corner, long).intersects(other) for other in filled))
    d = f"M{number(x)} {number(y - 13)}v5h{number(bar)}v-5"
    return [path("scale", d), text("place", (x + bar + 8, y), words, "start")], y + 10


def _frame(corner: Point, long: float) -> BaseGeometry:
    return box(corner[0], corner[1] - 22, corner[0] + long, corner[1] + 8)
