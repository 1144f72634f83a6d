"""What the start page announces: themes, questions, minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from assessments.frameworks.domain.document import Theme
from assessments.frameworks.plan import Plan
from core.text import pick


class Line(NamedTuple):
    title: str
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Figures at most: a profile is shown the questions that concern it. `express` is 0 without a short path."""

    title: str
    lines: tuple[Line, ...]
    questions: int
    minutes: int
    express: int
    express_minutes: int


def outline(plan: Plan) -> Outline:
    document = plan.document
    themes = [theme for theme in document.themes if _count(theme)]
    counts = [_count(theme) for theme in themes]
    total = sum(counts)
    asked = {question.id for question in plan.framework.questions() if question.kind != "computed"}
    short = sum(code in asked for code in document.express)
    return Outline(
        title=pick(document.title),
        lines=tuple(
            Line(pick(theme.title), count, spent)
            for theme, count, spent in zip(themes, counts, _minutes(plan, counts), strict=True)
        ),
        questions=total,
        minutes=plan.minutes(total),
        express=short,
        express_minutes=plan.minutes(short),
    )


def _minutes(plan: Plan, counts: Sequence[int]) -> list[int]:
    """Minutes by theme that add up to those of the whole: each one ends where the next one starts."""
    ends = [plan.minutes(upto) if upto else 0 for upto in accumulate(counts, initial=0)]
    return [end - start for start, end in pairwise(ends)]


def _count(theme: Theme) -> int:
    """What may be asked: computed figures and what a layer hides are not."""
    if theme.hidden:
        return 0
    asked = sum(not question.hidden and question.kind != "computed" for question in theme.questions)
    return asked + sum(_count(child) for child in theme.themes)
