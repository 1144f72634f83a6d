"""What each question weighs in one score, exactly.

The score of a framework is a mean of means, so that it is also one sum: ratio = Σ share x ratio of each question that
counts, and the shares add up to 1. A question's share is its part of the weights of its theme, times the theme's part
of the weights beside it, up to the top, among what was scored for that assessment.

Where a theme adds up points, each of its questions that counts has an equal part of the theme's share, and the ratio
that makes their sum the theme's: its points over the sum of points, times their number, times the theme's ratio.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from assessments.scoring import Answers, Framework, Profile, Question, Resolver, Theme, read_answer

ONE, ZERO = Fraction(1), Fraction(0)
MOST_KEPT = 1 << 16
"""Pairs of a question and an answer whose points are remembered."""
Parts: TypeAlias = dict[str, tuple[Fraction, Fraction]]
"""By question that counts: its share (they add up to 1) and its ratio."""


class Shares:
    """Made once for a framework and a profile, as `scoring.Meter` is."""

    def __init__(self, framework: Framework, profile: Profile | None) -> None:
        self._framework = framework
        self._profile = profile
        self._resolver = Resolver(framework, profile)
        self._top = [theme for theme in framework.themes if self._covers(theme)]
        self._known: dict[tuple[str, str], Fraction | None] = {}

    def of(self, answers: Answers) -> Parts:
        """The parts of the score of `answers`; {} where nothing is scored. Raises AnswerError as `score` does."""
        resolved = self._resolver.resolve(answers) if self._framework.logic else None
        given = resolved.answers if resolved else answers
        skipped = resolved.not_asked if resolved else frozenset[str]()
        found = [(t.weight, self._theme(t, given, skipped)) for t in self._top if t.id not in skipped]
        return dict(_mean(found))

    def _covers(self, node: Theme | Question) -> bool:
        return self._profile is None or node.applies.covers(self._profile)

    def _theme(self, theme: Theme, answers: Mapping[str, Any], skipped: frozenset[str]) -> Parts:
        shown = [child for child in theme.children if child.id not in skipped and self._covers(child)]
        if theme.combine == "sum":
            return self._sum([child for child in shown if isinstance(child, Question)], answers)
        found: list[tuple[Fraction, Parts]] = []
        for child in shown:
            if isinstance(child, Theme):
                found.append((child.weight, self._theme(child, answers, skipped)))
                continue
            points = self._points(child, answers.get(child.id))
            if points is not None:
                found.append((child.weight, {child.id: (ONE, self._framework.scales[child.id].ratio(points))}))
        return dict(_mean(found))

    def _sum(self, questions: list[Question], answers: Mapping[str, Any]) -> Parts:
        scale = self._framework.sum_scale()
        read = {question.id: self._points(question, answers.get(question.id)) for question in questions}
        points = {code: value for code, value in read.items() if value is not None}
        if not points or not scale.scored:
            return {}
        total, count = sum(points.values(), ZERO), len(points)
        ratio = scale.ratio(total)
        return {
            code: (Fraction(1, count), ratio * count * value / total if total else ratio)
            for code, value in points.items()
        }

    def _points(self, question: Question, answer: Any) -> Fraction | None:
        """The points that count: None for what is left out of the mean."""
        if not isinstance(answer, str):
            return self._read(question, answer)
        key = (question.id, answer)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._read(question, answer)
        return self._known[key]

    def _read(self, question: Question, answer: Any) -> Fraction | None:
        scale = self._framework.scales[question.id]
        if not scale.scored:
            return None
        status, points = read_answer(question, scale, answer)
        return scale.floor if status == "unknown" and self._framework.unknown_is_zero else points


def _mean(found: list[tuple[Fraction, Parts]]) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    """Each part with its share among its neighbours; a neighbour without any does not count."""
    weights = sum((weight for weight, parts in found if parts), ZERO)
    if not weights:
        return
    for weight, parts in found:
        portion = weight / weights
        for code, (share, ratio) in parts.items():
            yield code, (portion * share, ratio)
