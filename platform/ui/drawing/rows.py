"""Progress by theme: a row each, a hollow dot before, a full one now, the widest gain first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.drawing.lettering import wrap
from ui.drawing.svg import Drawing, drawing, number, path, text

WIDTH = 360
LEFT, RIGHT = 8, 352
PITCH, TRACK = 46, 26  # from a row to the next, from its top to its dots
LETTERS, NAME_WIDTH = 13, 250


@dataclass(frozen=True, slots=True)
class Row:
    """A theme, what it had and what it has on the scale of the drawing; None where there is no figure.

    `shown` is what stands at the end of the row, "39 → 56" by default.
    """

    name: str
    before: float | None
    now: float | None
    shown: str = ""

    @property
    def gain(self) -> float:
        """What the row is sorted by: without a former figure it comes after those that have one."""
        if self.before is None or self.now is None:
            return float("-inf")
        return self.now - self.before

    @property
    def figures(self) -> str:
        known = [f"{value:g}" for value in (self.before, self.now) if value is not None]
        return self.shown or (" → ".join(known) if self.now is not None else "–")


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that all rows share; `marks` are the values ruled on it."""

    lowest: float
    highest: float
    marks: Sequence[float]

    def place(self, value: float) -> float:
        """Where `value` stands, in units from the left; a value off the scale stands at its end."""
        within = min(max(value, self.lowest), self.highest)
        return LEFT + (RIGHT - LEFT) * (within - self.lowest) / (self.highest - self.lowest)

    def anchor(self, mark: float) -> str:
        return {self.lowest: "start", self.highest: "end"}.get(mark, "middle")


def rows(
    themes: Iterable[Row],
    *,
    lowest: float = 0,
    highest: float = 100,
    marks: Sequence[float] = (0, 20, 40, 60, 80, 100),
) -> Drawing:
    """One row per theme, on one scale from `lowest` to `highest`, ruled at `marks`.

    Put the same figures in a table beside it.
    """
    scale = Scale(lowest, highest, marks)
    ordered = sorted(themes, key=lambda row: (-row.gain, -(row.now or 0)))
    parts = [part for rank, row in enumerate(ordered) for part in _row(row, PITCH * rank, scale)]
    bottom = PITCH * len(ordered)
    axis = [text("axis", (scale.place(mark), bottom + 10), f"{mark:g}", scale.anchor(mark)) for mark in marks]
    return drawing(0, 0, WIDTH, bottom + 16, parts + axis)


def _row(row: Row, top: float, scale: Scale) -> list[str]:
    (name,) = wrap(row.name, LETTERS, NAME_WIDTH, lines=1) or [""]
    track = top + TRACK
    ticks = "".join(f"M{number(scale.place(mark))} {number(track - 4)}v8" for mark in scale.marks)
    parts = [
        text("name", (LEFT, top + LETTERS), name, "start"),
        text("value", (RIGHT, top + LETTERS), row.figures, "end"),
        path("grid", f"M{LEFT} {number(track)}H{RIGHT}{ticks}"),
    ]
    if row.before is not None and row.now is not None:
        was, now = scale.place(row.before), scale.place(row.now)
        parts.append(path("between", f"M{number(was)} {number(track - 4)}H{number(now)}v8H{number(was)}z"))
    if row.before is not None:
        parts.append(_dot("dot dot--before", scale.place(row.before), track, 4))
    if row.now is not None:
        parts.append(_dot("dot", scale.place(row.now), track, 5.5))
    return parts


def _dot(css: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{css}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
