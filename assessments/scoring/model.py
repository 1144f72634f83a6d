"""The shapes that scoring reads: a framework, the profile of who answers, and nothing else.

Every figure is an exact `Fraction`; rounding belongs to the display (`assessments.scoring.rounding`).
All shapes are frozen: a published version is compiled into them once and shared by every thread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from assessments.scoring.points import ZERO, Scale, scale_of

QuestionKind = Literal["single", "multiple", "yes_no", "number", "percentage", "text"]

NA = "na"
"""The answer "not concerned": the question leaves the base of every mean."""

UNKNOWN = "unknown"
"""The answer "I don't know": lowers completeness; leaves the base unless the framework says zero."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who answers: `kind` is company, association or public_body; "" stands for what is not known."""

    kind: str = ""
    size: str = ""
    section: str = ""
    traits: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Applicability:
    """For whom a theme or a question is. Every condition that is given must hold; none = everyone."""

    kinds: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    any_trait: frozenset[str] = frozenset()
    no_trait: frozenset[str] = frozenset()

    def covers(self, profile: Profile) -> bool:
        """Whether `profile` is concerned. A fact that is not known never satisfies a condition on it."""
        return (
            (not self.kinds or profile.kind in self.kinds)
            and (not self.sizes or profile.size in self.sizes)
            and (not self.sections or profile.section in self.sections)
            and self.traits <= profile.traits
            and (not self.any_trait or not self.any_trait.isdisjoint(profile.traits))
            and self.no_trait.isdisjoint(profile.traits)
        )


EVERYONE = Applicability()


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
class Question:
    """One question; it is scored when its choices or its bands carry points."""

    id: str
    kind: QuestionKind = "single"
    weight: Fraction = Fraction(1)
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    combine: Literal["sum", "best"] = "sum"
    not_concerned: bool = True
    unknown: bool = True
    applies: Applicability = EVERYONE


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
