"""What a drawing is, and the shortest way to write its paths.

Colour and width come from CSS classes alone: nothing here knows them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

Point = tuple[float, float]


class Markup(str):
    """Text that is already SVG: templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


@dataclass(frozen=True, slots=True)
class Drawing:
    """The inside of an `<svg viewBox="{{ view_box }}">{{ body }}</svg>`."""

    view_box: str
    body: Markup


def drawing(left: float, top: float, width: float, height: float, parts: Iterable[str]) -> Drawing:
    view_box = " ".join(f"{value:.0f}" for value in (left, top, width, height))
    return Drawing(view_box, Markup("".join(parts)))


def path(css: str, d: str) -> str:
    """A path of class `css`; nothing at all for an empty one."""
    return f'<path class="{css}" d="{d}"/>' if d else ""


def text(css: str, at: Point, content: str, anchor: str = "middle") -> str:
    """A line of text, escaped, its baseline at `at`."""
    place = f'x="{at[0]:.0f}" y="{at[1]:.0f}" text-anchor="{anchor}"'
    return f'<text class="{css}" {place}>{escape(content)}</text>'


def number(value: float) -> str:
    """At most one decimal, no useless zero: 0.5 → ".5", -0.04 → "0"."""
    short = f"{value:.1f}".removesuffix(".0")
    if short in ("-0", "0"):
        return "0"
    return short.replace("0.", ".", 1) if short.lstrip("-").startswith("0.") else short


def pair(dx: float, dy: float) -> str:
    first, second = number(dx), number(dy)
    return first + (second if second.startswith("-") else " " + second)


def smooth(points: Iterable[Point], *, closed: bool, step: float = 1) -> str:
    """A quadratic B-spline with `points` as its controls; "" for fewer than four.

    Points are snapped to `step`: the path is written in differences, which then add up without error.
    """
    controls = _snapped(points, step)
    if closed and controls[0] == controls[-1]:
        controls.pop()
    if len(controls) < 4:
        return ""
    if closed:
        controls += controls[:2]
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(controls)]
    start, first, second = middles[0], controls[1], middles[1]
    d = f"M{pair(*start)}q{pair(first[0] - start[0], first[1] - start[1])} "
    d += f"{pair(second[0] - start[0], second[1] - start[1])}t" + _differences(middles[1:])
    return (d + ("z" if closed else "")).replace(" -", "-")


def straight(points: Iterable[Point], *, step: float = 1) -> str:
    """A closed path through `points`, snapped to `step`; "" for fewer than three."""
    corners = _snapped(points, step)
    if corners[0] == corners[-1]:
        corners.pop()
    if len(corners) < 3:
        return ""
    return f"M{pair(*corners[0])}l{_differences(corners)}z".replace(" -", "-")


def _snapped(points: Iterable[Point], step: float) -> list[Point]:
    """The points on the grid of `step`, without repeats."""
    snapped = [(round(x / step) * step, round(y / step) * step) for x, y in points]
    return [point for point, after in zip(snapped, [*snapped[1:], None], strict=True) if point != after]


def _differences(points: Sequence[Point]) -> str:
    return " ".join(pair(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
