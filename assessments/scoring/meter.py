"""The same figures as `score`, without the explanation: for rescoring thousands of assessments.

A meter is made once for a framework and a profile; it turns every known answer into integers, so that
an assessment costs one look-up by answer and one fraction by theme. Exact, as `score` is: the property
tests hold one against the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, TypeAlias

from assessments.scoring.answers import Answer, Answers, read_answer
from assessments.scoring.model import NA, UNKNOWN, Framework, Profile, Question, Theme
from assessments.scoring.points import ZERO, Scale
from assessments.scoring.resolving import Resolved, Resolver
from assessments.scoring.result import share

Entry: TypeAlias = tuple[int, int, int, int]
"""What an answer adds: weighted ratio (over the common denominator), weight, answered, expected."""

NOTHING: Entry = (0, 0, 0, 0)
SILENCE: Entry = (0, 0, 0, 1)
NOT_ASKED: Any = object()
"""Stands for the answer to a question that a condition hides; no answer from outside can be this very object."""
fraction = lru_cache(maxsize=1 << 14)(Fraction)
"""Reducing a fraction costs more than finding it again, and themes of a few questions give few of them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """`themes` pairs each top theme with its ratio, None where it has no score."""

    ratio: Fraction | None
    score: Fraction | None
    level: str | None
    answered: int
    expected: int
    themes: tuple[tuple[str, Fraction | None], ...]

    @property
    def completeness(self) -> Fraction:
        return share(self.answered, self.expected)


class Meter:
    """Make one with `Meter(framework, profile)`, then call `figures` as often as needed."""

    def __init__(self, framework: Framework, profile: Profile | None) -> None:
        self._framework = framework
        self._resolver = Resolver(framework, profile) if framework.logic else None
        shown = [theme for theme in framework.themes if profile is None or theme.applies.covers(profile)]
        self._themes = [_node(framework, theme, profile) for theme in shown]
        unit = lcm(*(theme.weight.denominator for theme in shown))
        self._weights = [int(theme.weight * unit) for theme in shown]
        self._ids = [theme.id for theme in shown]
        self._hidden = tuple((theme.id, None) for theme in framework.themes if theme.id not in self._ids)

    def figures(self, answers: Answers) -> Figures:
        """Answers to questions that are not shown are not looked at. Raises AnswerError as `score` does."""
        if self._resolver is not None:
            answers = _marked(self._resolver.resolve(answers))
        weights, total, denominator, answered, expected = 0, 0, 1, 0, 0
        themes: list[tuple[str, Fraction | None]] = []
        for name, weight, node in zip(self._ids, self._weights, self._themes, strict=True):
            ratio, done, asked = node.read(answers)
            answered += done
            expected += asked
            themes.append((name, ratio))
            if ratio is not None:
                above, below = ratio.as_integer_ratio()
                weights += weight
                total = total * below + weight * above * denominator
                denominator *= below
        ratio = Fraction(total, denominator * weights) if weights else None
        return self._said(ratio, answered, expected, (*themes, *self._hidden))

    def _said(
        self,
        ratio: Fraction | None,
        answered: int,
        expected: int,
        themes: tuple[tuple[str, Fraction | None], ...],
    ) -> Figures:
        framework = self._framework
        if ratio is None:
            return Figures(None, None, None, answered, expected, themes)
        score = framework.minimum + ratio * (framework.maximum - framework.minimum)
        reached = (level.code for level in reversed(framework.levels) if level.low <= score)
        enough = share(answered, expected) >= framework.completeness
        return Figures(ratio, score, next(reached, None) if enough else None, answered, expected, themes)


def _marked(resolved: Resolved) -> Answers:
    return {**resolved.answers, **dict.fromkeys(resolved.not_asked, NOT_ASKED)}


@dataclass(slots=True)
class _Asked:
    """A scored question with the entry of each answer that is known beforehand."""

    question: Question
    scale: Scale
    unknown_is_zero: bool
    denominator: int = 1
    weight: int = 1

    def table(self) -> dict[str | None, Entry]:
        question = self.question
        answers: list[str | None] = [None, ""]
        answers += [UNKNOWN] if question.unknown else []
        answers += [NA] if question.not_concerned or question.kind == "computed" else []
        if question.kind in ("single", "yes_no"):
            answers += [choice.id for choice in question.choices]
        return {answer: self.entry(answer) for answer in answers}

    def entry(self, answer: Answer) -> Entry:
        if answer is NOT_ASKED:
            return NOTHING
        status, points = read_answer(self.question, self.scale, answer)
        if status == "not_concerned":
            return NOTHING
        if status == "unknown" and self.unknown_is_zero:
            return (0, self.weight, 0, 1)
        if points is None:
            return SILENCE
        ratio = self.scale.ratio(points) * self.weight * self.denominator
        return int(ratio), self.weight, 1, 1


class _MeanNode:
    """A theme: the weighted mean of its questions, in integers, and of the themes below."""

    def __init__(self, framework: Framework, theme: Theme, profile: Profile | None) -> None:
        asked = [
            _Asked(question, framework.scales[question.id], framework.unknown_is_zero)
            for question in _shown_questions(theme, profile)
            if framework.scales[question.id].scored
        ]
        below = [child for child in theme.children if isinstance(child, Theme)]
        self._scale_weights(asked, [theme.weight for theme in below])
        self._questions = [(one.question.id, one.table(), one) for one in asked]
        self._themes = [
            (int(child.weight * self._weight_unit), _node(framework, child, profile))
            for child in below
            if profile is None or child.applies.covers(profile)
        ]

    def _scale_weights(self, asked: list[_Asked], others: list[Fraction]) -> None:
        weights = [one.question.weight for one in asked] + others
        self._weight_unit = lcm(*(weight.denominator for weight in weights)) if weights else 1
        self._denominator = lcm(*(_denominator(one) for one in asked)) if asked else 1
        for one in asked:
            one.weight = int(one.question.weight * self._weight_unit)
            one.denominator = self._denominator

    def read(self, answers: Answers) -> tuple[Fraction | None, int, int]:
        total = weights = answered = expected = 0
        for name, table, asked in self._questions:
            answer = answers.get(name)
            known = table.get(answer) if answer is None or isinstance(answer, str) else None
            value, weight, done, count = known or asked.entry(answer)
            total += value
            weights += weight
            answered += done
            expected += count
        ratios = Fraction(total, self._denominator) if self._themes else ZERO
        for weight, node in self._themes:
            ratio, done, count = node.read(answers)
            answered += done
            expected += count
            if ratio is not None:
                weights += weight
                ratios += weight * ratio
        if not weights:
            return None, answered, expected
        mean = ratios / weights if self._themes else fraction(total, self._denominator * weights)
        return mean, answered, expected


class _SumNode:
    """A theme whose questions add up their points."""

    def __init__(self, framework: Framework, theme: Theme, profile: Profile | None) -> None:
        self._scale = framework.sum_scale()
        self._floors = framework.unknown_is_zero
        self._questions = [
            (question, framework.scales[question.id])
            for question in _shown_questions(theme, profile)
            if framework.scales[question.id].scored
        ]

    def read(self, answers: Answers) -> tuple[Fraction | None, int, int]:
        points: list[Fraction] = []
        answered = expected = 0
        for question, scale in self._questions:
            answer = answers.get(question.id)
            if answer is NOT_ASKED:
                continue
            status, found = read_answer(question, scale, answer)
            if status == "unknown" and self._floors:
                found = scale.floor
            points += [] if found is None else [found]
            answered += status == "scored"
            expected += status != "not_concerned"
        if not points or not self._scale.scored:
            return None, answered, expected
        return self._scale.ratio(sum(points, ZERO)), answered, expected


def _node(framework: Framework, theme: Theme, profile: Profile | None) -> _MeanNode | _SumNode:
    made = _SumNode if theme.combine == "sum" else _MeanNode
    return made(framework, theme, profile)


def _shown_questions(theme: Theme, profile: Profile | None) -> Iterator[Question]:
    for child in theme.children:
        if isinstance(child, Question) and (profile is None or child.applies.covers(profile)):
            yield child


def _denominator(asked: _Asked) -> int:
    """A common denominator of every ratio that the question can give.

    Points, and sums of points, are whole numbers of 1/common; a ratio divides them by the span. A mean over
    the items answered divides them once more, by any number up to that of the items.
    """
    scale = asked.scale
    values = [*scale.points.values(), *(band.points for band in asked.question.bands), scale.floor]
    common = lcm(*(value.denominator for value in values))
    if asked.question.kind == "scale":
        common *= lcm(*range(1, len(asked.question.items) + 1))
    return common * (scale.ceiling - scale.floor).numerator
