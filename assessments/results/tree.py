"""Why this score: every theme and question with its points, its weight and what was left out, in words."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.frameworks.plan import Plan
from assessments.results import wording
from assessments.scoring import Answers, NodeResult, Profile, Result, resolve

WEAK = Fraction(3, 5)
"""Of the best answer: under it, a question is worth acting on."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question: `points` is "2 out of 4", "" where none were given; `left_out` says why it does not count.

    `is_weak`: it counts, for less than WEAK of its best answer.
    `reckoning` is all of it in one line: "2 out of 4 · weight 1 · the chosen step gives its points".
    """

    code: str
    title: str
    answer: str
    points: str
    weight: str
    rule: str
    left_out: str
    is_weak: bool

    @property
    def reckoning(self) -> str:
        counted = _("weight %(weight)s · %(rule)s") % {"weight": self.weight, "rule": self.rule}
        return " · ".join(part for part in (self.points, self.points and counted, self.left_out) if part)


@dataclass(frozen=True, slots=True)
class Branch:
    """A theme: `figure` on the display scale, "–" without a score; its questions, then its own themes."""

    code: str
    title: str
    figure: str
    weight: str
    rule: str
    left_out: str
    leaves: tuple[Leaf, ...]
    branches: tuple["Branch", ...]


def branches(result: Result, answers: Answers, plan: Plan, profile: Profile) -> tuple[Branch, ...]:
    """The whole tree of `result`, in the order of the framework; computed figures are worked out again."""
    counted = resolve(plan.framework, answers, profile).answers

    def leaf(node: NodeResult) -> Leaf:
        question = plan.question(node.id).worded_for(profile)
        shown = node.status not in ("not_applicable", "not_asked")
        return Leaf(
            code=node.id,
            title=wording.name(question),
            answer=wording.answer(question, counted.get(node.id)) if shown else "",
            points=_points(node),
            weight=wording.exact(node.weight),
            rule=str(wording.RULES[node.rule]),
            left_out=wording.status(node),
            is_weak=node.ratio is not None and node.ratio < WEAK and question.kind != "computed",
        )

    def branch(node: NodeResult) -> Branch:
        return Branch(
            code=node.id,
            title=wording.name(plan.theme(node.id)),
            figure=wording.figure(node.displayed),
            weight=wording.exact(node.weight),
            rule=str(wording.RULES[node.rule]),
            left_out=wording.status(node),
            leaves=tuple(leaf(child) for child in node.children if child.kind == "question"),
            branches=tuple(branch(child) for child in node.children if child.kind == "theme"),
        )

    return tuple(branch(theme) for theme in result.themes)


def _points(node: NodeResult) -> str:
    """Points on their scale: "2 out of 4", or "3, from 1 to 5" where the floor is not zero."""
    if node.points is None or node.ceiling is None:
        return ""
    known = {
        "points": wording.exact(node.points),
        "floor": wording.exact(node.floor),
        "ceiling": wording.exact(node.ceiling),
    }
    if node.floor:
        return _("%(points)s, from %(floor)s to %(ceiling)s") % known
    return _("%(points)s out of %(ceiling)s") % known
