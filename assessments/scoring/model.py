"""The shapes that scoring reads: a framework, the profile of who answers, and nothing else.

Every figure is an exact `Fraction`; rounding belongs to the display (`assessments.scoring.rounding`).
All shapes are frozen: a published version is compiled into them once and shared by every thread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from assessments.scoring.conditions import Condition
from assessments.scoring.points import ZERO, Scale, scale_of
from assessments.scoring.profile import EVERYONE, Applicability, Profile

__all__ = [
    "EVERYONE",
    "NA",
    "UNKNOWN",
    "Applicability",
    "Band",
    "Choice",
    "Column",
    "ColumnKind",
    "Framework",
    "Level",
    "Profile",
    "Question",
    "QuestionKind",
    "Theme",
]

QuestionKind = Literal[
    "single", "multiple", "yes_no", "number", "percentage", "text", "date", "scale", "table", "computed", "file"
]
"""`scale`: each of several items gets one step of the same ladder. `table`: rows of typed columns. `computed`: a
formula over other answers. `file`: a piece of evidence."""
ColumnKind = Literal["text", "number", "percentage", "date"]

NA = "na"
"""The answer "not concerned": the question leaves the base of every mean."""

UNKNOWN = "unknown"
"""The answer "I don't know": lowers completeness; leaves the base unless the framework says zero."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer; `points` is None where the framework gives no points for it."""

    id: str
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Points for a number: `low` <= x < `high`, open where None; the last band includes its `high`."""

    low: Fraction | None
    high: Fraction | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: every cell is of this kind."""

    id: str
    kind: ColumnKind = "text"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; it is scored when its choices or its bands carry points.

    `items`: what a scale rates, or the fixed rows of a table; a table without items has `row_limit` free rows.
    Answers to it: scale `{item: choice}`; table `[{column: value}]`, one by row; date "2026-11-21"; file a text
    that the caller understands. A `computed` question has no answer of its own: `formula` gives its number.
    """

    id: str
    kind: QuestionKind = "single"
    weight: Fraction = Fraction(1)
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    combine: Literal["sum", "best"] = "sum"
    not_concerned: bool = True
    unknown: bool = True
    applies: Applicability = EVERYONE
    visible_if: Condition | None = None
    items: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    row_limit: int = 0
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A node of the tree.

    `combine` is "mean" (weighted mean of the scored children) or, for a requirement asked through
    several questions that add up to one note, "sum": the points of its questions are added, then
    clamped to the declared scale of points. A "sum" theme holds questions only.
    """

    id: str
    weight: Fraction = Fraction(1)
    children: tuple["Theme | Question", ...] = ()
    applies: Applicability = EVERYONE
    combine: Literal["mean", "sum"] = "mean"
    visible_if: Condition | None = None

    def __post_init__(self) -> None:
        if self.combine == "sum" and any(isinstance(child, Theme) for child in self.children):
            raise ValueError(f"theme {self.id}: only questions can be added up")


@dataclass(frozen=True, slots=True)
class Level:
    """A level is reached when the unrounded score reaches `low`, on the displayed scale."""

    code: str
    low: Fraction


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework version, as far as scoring is concerned.

    `points_floor` and `points_ceiling` are the declared scale of points, both or neither.
    `completeness` and `theme_completeness` (0 to 1) are the shares of questions that must be answered
    before the overall level, or the level of a theme, is named.
    """

    code: str
    version: str
    minimum: Fraction
    maximum: Fraction
    decimals: int
    themes: tuple[Theme, ...]
    levels: tuple[Level, ...] = ()
    points_floor: Fraction | None = None
    points_ceiling: Fraction | None = None
    unknown_is_zero: bool = False
    completeness: Fraction = Fraction(0)
    theme_completeness: Fraction = Fraction(0)
    scales: Mapping[str, Scale] = field(init=False, repr=False, compare=False)
    """The scale of every question, worked out once."""

    def __post_init__(self) -> None:
        if (self.points_floor is None) != (self.points_ceiling is None):
            raise ValueError("points need a floor and a ceiling, or neither")
        scales: dict[str, Scale] = {}
        for theme in self.themes:
            self._add_scales(theme, scales)
        object.__setattr__(self, "scales", scales)

    def _add_scales(self, theme: Theme, scales: dict[str, Scale]) -> None:
        """The declared scale is that of one note: a question on its own, or a sum of several."""
        declared = (self.points_floor, self.points_ceiling) if theme.combine == "mean" else (None, None)
        if theme.combine == "sum" and self.points_floor is None:
            raise ValueError(f"theme {theme.id}: points that are added up need a declared scale")
        for child in theme.children:
            if isinstance(child, Theme):
                self._add_scales(child, scales)
            elif child.id in scales:
                raise ValueError(f"question {child.id} appears twice")
            else:
                scales[child.id] = scale_of(child, *declared)

    def sum_scale(self) -> Scale:
        """The scale of a theme that adds up the points of its questions: the declared one."""
        low, high = self.points_floor or ZERO, self.points_ceiling or ZERO
        return Scale(low, high, high, high > low, {})

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the file."""
        for theme in self.themes:
            yield from _questions(theme)


def _questions(theme: Theme) -> Iterator[Question]:
    for child in theme.children:
        if isinstance(child, Theme):
            yield from _questions(child)
        else:
            yield child
