"""What each question weighs in one score, exactly.

The score of a framework is a mean of means, so that it is also one sum: ratio = Σ share x ratio of each question that
counts, and the shares add up to 1. A question's share is its part of the weights of its theme, times the theme's part
of the weights beside it, up to the top, among what was scored for that assessment.

Where a theme adds up points, each of its questions that counts has an equal part of the theme's share, and the ratio
that makes their sum the theme's: its points over the sum of points, times their number, times the theme's ratio.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, TypeAlias, TypeVar

from assessments.scoring import Answers, Framework, Profile, Question, Resolver, Theme, read_answer

Number = TypeVar("Number", Fraction, float)
"""Exact, or floating: the same to twelve digits, and many times cheaper."""
MOST_KEPT = 1 << 16
"""Pairs of a question and an answer that are remembered."""
Parts: TypeAlias = dict[str, tuple[Number, Number]]
"""By question that counts: its share (they add up to 1) and its ratio."""


@dataclass(slots=True)
class _Node(Generic[Number]):
    """A theme that has a score: its weight, and what counts in it, which weighs `total`."""

    weight: Number
    total: Number
    leaves: list[tuple[str, Number, Number]]
    below: "list[_Node[Number]]"


class Shares(Generic[Number]):
    """Made once for a framework and a profile, as `scoring.Meter` is. `number`: Fraction or float."""

    def __init__(self, framework: Framework, profile: Profile | None, number: type[Number]) -> None:
        self._framework = framework
        self._number: type[Number] = number
        self._zero: Number = number(0)
        self._resolver = Resolver(framework, profile)
        self._top: list[_Shown[Number]] = [
            _Shown(theme, profile, number) for theme in framework.themes if _covers(theme, profile)
        ]
        self._known: dict[tuple[str, str], Fraction | None] = {}
        self._ratios: dict[tuple[str, Fraction], Number] = {}

    def of(self, answers: Answers) -> Parts[Number]:
        """The parts of the score of `answers`; {} where nothing is scored. Raises AnswerError as `score` does."""
        resolved = self._resolver.resolve(answers) if self._framework.logic else None
        given = resolved.answers if resolved else answers
        skipped = resolved.not_asked if resolved else frozenset[str]()
        nodes = [node for theme in self._top if (node := self._read(theme, given, skipped))]
        return dict(self._spread(nodes, sum((node.weight for node in nodes), self._zero), self._number(1)))

    def _read(
        self, shown: "_Shown[Number]", answers: Mapping[str, Any], skipped: frozenset[str]
    ) -> _Node[Number] | None:
        """None where nothing counts, or what counts weighs nothing."""
        if shown.id in skipped:
            return None
        found = [
            (question, points)
            for question in shown.questions
            if question.id not in skipped and (points := self._points(question, answers.get(question.id))) is not None
        ]
        if shown.adds_up:
            return self._sum(shown, found)
        leaves = [
            (question.id, shown.weights[question.id], self._ratio(question, points)) for question, points in found
        ]
        below = [node for child in shown.below if (node := self._read(child, answers, skipped))]
        total = sum((weight for _, weight, _ in leaves), self._zero) + sum((node.weight for node in below), self._zero)
        return _Node(shown.weight, total, leaves, below) if total else None

    def _spread(self, nodes: list[_Node[Number]], total: Number, whole: Number) -> Iterator[tuple[str, Any]]:
        """Each question with its part of `whole`, which `nodes` weighing `total` share."""
        for node in nodes if total else ():
            unit = whole * node.weight / total / node.total
            for code, weight, ratio in node.leaves:
                yield code, (unit * weight, ratio)
            yield from self._spread(node.below, node.total, unit * node.total)

    def _sum(self, shown: "_Shown[Number]", found: list[tuple[Question, Fraction]]) -> _Node[Number] | None:
        scale, count = self._framework.sum_scale(), len(found)
        if not found or not scale.scored:
            return None
        total = sum((points for _, points in found), Fraction(0))
        ratio = scale.ratio(total)
        leaves = [
            (question.id, self._number(1), self._number(ratio * count * points / total if total else ratio))
            for question, points in found
        ]
        return _Node(shown.weight, self._number(count), leaves, [])

    def _ratio(self, question: Question, points: Fraction) -> Number:
        key = (question.id, points)
        if key not in self._ratios:
            if len(self._ratios) >= MOST_KEPT:
                self._ratios.clear()
            self._ratios[key] = self._number(self._framework.scales[question.id].ratio(points))
        return self._ratios[key]

    def _points(self, question: Question, answer: Any) -> Fraction | None:
        """The points that count: None for what is left out of the mean."""
        if not isinstance(answer, str):
            return self._fresh(question, answer)
        key = (question.id, answer)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._fresh(question, answer)
        return self._known[key]

    def _fresh(self, question: Question, answer: Any) -> Fraction | None:
        scale = self._framework.scales[question.id]
        if not scale.scored:
            return None
        status, points = read_answer(question, scale, answer)
        return scale.floor if status == "unknown" and self._framework.unknown_is_zero else points


class _Shown(Generic[Number]):
    """A theme as one profile sees it: its scored questions and its themes."""

    def __init__(self, theme: Theme, profile: Profile | None, number: type[Number]) -> None:
        self.id = theme.id
        self.weight: Number = number(theme.weight)
        self.adds_up = theme.combine == "sum"
        shown = [child for child in theme.children if _covers(child, profile)]
        self.questions = [child for child in shown if isinstance(child, Question)]
        self.weights: dict[str, Number] = {question.id: number(question.weight) for question in self.questions}
        self.below: list[_Shown[Number]] = [
            _Shown(child, profile, number) for child in shown if isinstance(child, Theme)
        ]


def _covers(node: Theme | Question, profile: Profile | None) -> bool:
    return profile is None or node.applies.covers(profile)
