"""The result of an assessment, which carries its whole explanation."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Status = Literal[
    "scored",  # counts in the mean of its parent
    "not_applicable",  # not shown to this profile: left out
    "not_asked",  # a condition over other answers does not hold: left out
    "not_concerned",  # answered "not concerned": left out
    "unknown",  # answered "I don't know": left out, or zero where the framework says so
    "unanswered",  # left out, lowers completeness
    "unscored",  # carries no points: asked, never scored
    "empty",  # a theme of which no child is scored
]
Rule = Literal[
    "single",
    "multiple_sum",
    "multiple_best",
    "yes_no",
    "bands",
    "scale_mean",
    "computed",
    "unscored",
    "weighted_mean",
    "clamped_sum",
]


def share(answered: int, expected: int) -> Fraction:
    """`answered` / `expected`; 1 where nothing is expected, since nothing is left to answer."""
    return Fraction(answered, expected) if expected else Fraction(1)


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One theme or question, with all that explains its figure.

    `ratio` is in [0, 1] and None where the node has no score; `score` is on the displayed scale,
    exact; `displayed` is `score` rounded half up. `points`, `floor` and `ceiling` are those of a
    question (or of a theme that adds up points). `expected` counts the scored questions shown and not
    set aside as "not concerned", `answered` those of them that were answered. `gain` is what the
    overall displayed scale would win, unrounded, if this question were answered at its best, and
    nothing else changed: neither the other answers, nor who is asked what.
    """

    id: str
    kind: Literal["theme", "question"]
    status: Status
    rule: Rule
    weight: Fraction
    ratio: Fraction | None
    score: Fraction | None
    displayed: Decimal | None
    level: str | None
    answered: int
    expected: int
    points: Fraction | None = None
    floor: Fraction | None = None
    ceiling: Fraction | None = None
    gain: Fraction | None = None
    children: tuple["NodeResult", ...] = ()

    @property
    def completeness(self) -> Fraction:
        return share(self.answered, self.expected)

    def walk(self) -> Iterator["NodeResult"]:
        """This node, then everything below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Result:
    """The whole result. `level` is None while completeness is below what the framework asks."""

    framework: str
    version: str
    minimum: Fraction
    maximum: Fraction
    ratio: Fraction | None
    score: Fraction | None
    displayed: Decimal | None
    level: str | None
    answered: int
    expected: int
    themes: tuple[NodeResult, ...]

    @property
    def completeness(self) -> Fraction:
        return share(self.answered, self.expected)

    def walk(self) -> Iterator[NodeResult]:
        """Every node of every theme, in the order of the file."""
        for theme in self.themes:
            yield from theme.walk()

    def questions(self) -> Iterator[NodeResult]:
        return (node for node in self.walk() if node.kind == "question")
