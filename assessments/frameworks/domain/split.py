"""A layer's score in two: what compares with every other layer of the same core, and what is its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments import scoring
from assessments.frameworks.domain.plan import Plan
from assessments.scoring import Answers, NodeResult, Profile, Result, round_half_up


@dataclass(frozen=True, slots=True)
class Figures:
    """`score` is on the display scale, exact; `displayed` as it is shown; both None while nothing is scored."""

    score: Fraction | None
    displayed: Decimal | None
    answered: int
    expected: int

    def to_dict(self) -> dict[str, Any]:
        figures = {"score": self.score, "displayed": self.displayed}
        plain = {name: None if value is None else str(value) for name, value in figures.items()}
        return {**plain, "answered": self.answered, "expected": self.expected}


@dataclass(frozen=True, slots=True)
class Split:
    """`core`: by the core's own weights and points. `local`: by the layer's own questions; None when none is scored."""

    core: Figures
    local: Figures | None

    def to_dict(self) -> dict[str, Any]:
        return {"core": self.core.to_dict(), "local": self.local.to_dict() if self.local else None}


def figures_from(stored: Mapping[str, Any]) -> Figures:
    score, displayed = stored["score"], stored["displayed"]
    return Figures(
        None if score is None else Fraction(score),
        None if displayed is None else Decimal(displayed),
        stored["answered"],
        stored["expected"],
    )


def split_from(stored: Mapping[str, Any]) -> Split | None:
    """What `Split.to_dict` wrote; None of {}, which is kept for a framework that is no layer."""
    if not stored:
        return None
    return Split(figures_from(stored["core"]), figures_from(stored["local"]) if stored["local"] else None)


def split(plan: Plan, answers: Answers, profile: Profile | None, scored: Result | None = None) -> Split:
    """The two figures of `answers`; `scored`: their result in the whole layer, where it is known already.

    A framework that is no layer is all core. Raises AnswerError as `scoring.score` does.
    """
    whole = scored or scoring.score(plan.framework, answers, profile)
    if plan.core is None or plan.compared is None:
        return Split(Figures(whole.score, whole.displayed, whole.answered, whole.expected), None)
    core = scoring.score(plan.compared, core_answers(plan, answers), profile)
    figures = Figures(core.score, core.displayed, core.answered, core.expected)
    return Split(figures, _local(plan, whole))


def core_answers(plan: Plan, answers: Answers) -> dict[str, Any]:
    """What is answered to the core's questions, each added choice replaced by the one that it counts as."""
    if plan.compared is None:
        return dict(answers)
    asked = plan.compared.scales
    return {code: _counted(answer, plan.counts_as.get(code)) for code, answer in answers.items() if code in asked}


def _counted(answer: Any, counts_as: Mapping[str, str] | None) -> Any:
    if not counts_as:
        return answer
    if isinstance(answer, str):
        return counts_as.get(answer, answer)
    if isinstance(answer, Mapping):
        return {item: _counted(choice, counts_as) for item, choice in answer.items()}
    if isinstance(answer, list | tuple) and all(isinstance(choice, str) for choice in answer):
        return list(dict.fromkeys(counts_as.get(choice, choice) for choice in answer))
    return answer


@dataclass(slots=True)
class _Mean:
    weights: Fraction = Fraction(0)
    total: Fraction = Fraction(0)
    answered: int = 0
    expected: int = 0

    @property
    def ratio(self) -> Fraction | None:
        return self.total / self.weights if self.weights else None

    def add(self, weight: Fraction, ratio: Fraction | None, answered: int, expected: int) -> None:
        self.answered += answered
        self.expected += expected
        if ratio is not None:
            self.weights += weight
            self.total += weight * ratio


def _local(plan: Plan, whole: Result) -> Figures | None:
    mean = _mean(plan, whole.themes)
    if mean.ratio is None:
        return None
    score = whole.minimum + mean.ratio * (whole.maximum - whole.minimum)
    return Figures(score, round_half_up(score, plan.document.decimals), mean.answered, mean.expected)


def _mean(plan: Plan, nodes: tuple[NodeResult, ...]) -> _Mean:
    """The mean of what is local among `nodes` and below them, by the layer's weights."""
    mean = _Mean()
    for node in nodes:
        part = plan.question(node.id) if node.kind == "question" else plan.theme(node.id)
        if part.origin != plan.document.core:
            mean.add(node.weight, node.ratio, node.answered, node.expected)
        elif node.kind == "theme":
            below = _mean(plan, node.children)
            mean.add(node.weight, below.ratio, below.answered, below.expected)
    return mean
