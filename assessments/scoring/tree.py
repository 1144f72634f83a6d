"""The tree of a framework: themes that hold questions, as scoring reads them. Frozen, exact."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from assessments.scoring.conditions import Condition
from assessments.scoring.profile import EVERYONE, Applicability

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
