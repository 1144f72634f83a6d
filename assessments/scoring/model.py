"""The shapes that scoring reads: a framework, the profile of who answers, and nothing else.

Every figure is an exact `Fraction`; rounding belongs to the display (`assessments.scoring.rounding`).
All shapes are frozen: a published version is compiled into them once and shared by every thread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.scoring.logic import Logic, logic_of
from assessments.scoring.points import ZERO, Scale, scale_of
from assessments.scoring.profile import EVERYONE, Applicability, Profile
from assessments.scoring.tree import NA, UNKNOWN, Band, Choice, Column, ColumnKind, Question, QuestionKind, Theme

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
    logic: Logic | None = field(init=False, repr=False, compare=False)
    """The conditions and formulas in the order to follow; None where there is none. A loop raises ValueError."""

    def __post_init__(self) -> None:
        if (self.points_floor is None) != (self.points_ceiling is None):
            raise ValueError("points need a floor and a ceiling, or neither")
        scales: dict[str, Scale] = {}
        for theme in self.themes:
            self._add_scales(theme, scales)
        object.__setattr__(self, "scales", scales)
        object.__setattr__(self, "logic", logic_of(self.themes, {one.id: one for one in self.questions()}))

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
