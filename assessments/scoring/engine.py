"""The rule itself: `score(framework, answers, profile)`, exact and without side effect.

    ratio of a question = (points - floor) / (ceiling - floor)
    ratio of a theme    = sum(weight x ratio) / sum(weight), over its scored children
    score of a node     = minimum + ratio x (maximum - minimum)

A node without a scored child has no score: never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.answers import AnswerError, Answers, read_answer
from assessments.scoring.model import Framework, Profile, Question, Theme
from assessments.scoring.points import ZERO, Scale
from assessments.scoring.resolving import Resolved, resolve
from assessments.scoring.result import NodeResult, Result, Rule, Status, share
from assessments.scoring.rounding import round_half_up


@dataclass(slots=True)
class _Node:
    """A node being worked out. `weights` and `total` run over the scored children."""

    source: Theme | Question
    scale: Scale | None = None
    status: Status = "empty"
    points: Fraction | None = None
    ratio: Fraction | None = None
    answered: int = 0
    expected: int = 0
    children: list["_Node"] = field(default_factory=list)
    weights: Fraction = ZERO
    total: Fraction = ZERO


def score(framework: Framework, answers: Answers, profile: Profile | None) -> Result:
    """The result of `answers` for `profile`; None stands for someone whom every question concerns.

    Raises AnswerError for an answer that does not belong to the framework. An answer to a question
    that the profile is not shown, or that a condition hides, is left aside, whatever it says: profiles
    and answers change after answers.
    """
    for question_id in answers:
        if question_id not in framework.scales:
            raise AnswerError(question_id, "this framework has no such question", "unknown_question")
    resolved = resolve(framework, answers, profile) if framework.logic else Resolved(answers, frozenset())
    root = _Node(Theme("", children=framework.themes))
    for theme in framework.themes:
        _adopt(root, _theme(framework, theme, resolved, profile, shown=True))
    root.ratio = _mean(root)
    return Result(
        framework=framework.code,
        version=framework.version,
        minimum=framework.minimum,
        maximum=framework.maximum,
        ratio=root.ratio,
        score=_on_scale(framework, root.ratio),
        displayed=_displayed(framework, root.ratio),
        level=_level(framework, root, framework.completeness),
        answered=root.answered,
        expected=root.expected,
        themes=tuple(_freeze(framework, child, [root]) for child in root.children),
    )


def _theme(framework: Framework, theme: Theme, resolved: Resolved, profile: Profile | None, *, shown: bool) -> _Node:
    node = _Node(theme)
    shown = shown and (profile is None or theme.applies.covers(profile))
    for child in theme.children:
        if isinstance(child, Theme):
            _adopt(node, _theme(framework, child, resolved, profile, shown=shown))
        else:
            asked = shown and (profile is None or child.applies.covers(profile))
            _adopt(node, _question(framework, child, resolved, shown=asked))
    if theme.combine == "sum":
        _add_up(framework, node)
    else:
        node.ratio = _mean(node)
    node.status = _theme_status(node, shown=shown, asked=theme.id not in resolved.not_asked)
    return node


def _question(framework: Framework, question: Question, resolved: Resolved, *, shown: bool) -> _Node:
    scale = framework.scales[question.id]
    node = _Node(question, scale, "not_applicable")
    if not shown:
        return node
    if question.id in resolved.not_asked:
        node.status = "not_asked"
        return node
    node.status, node.points = read_answer(question, scale, resolved.answers.get(question.id))
    if not scale.scored:
        node.status = "unscored"
        return node
    if node.status == "unknown" and framework.unknown_is_zero:
        node.points = scale.floor
    if node.points is not None:
        node.ratio = scale.ratio(node.points)
    node.expected = int(node.status != "not_concerned")
    node.answered = int(node.status == "scored")
    return node


def _adopt(parent: _Node, child: _Node) -> None:
    parent.children.append(child)
    parent.answered += child.answered
    parent.expected += child.expected
    if child.ratio is not None:
        parent.weights += child.source.weight
        parent.total += child.source.weight * child.ratio


def _mean(node: _Node) -> Fraction | None:
    return node.total / node.weights if node.weights else None


def _add_up(framework: Framework, node: _Node) -> None:
    """One note for several questions: their points added, then clamped to the declared scale."""
    node.scale = framework.sum_scale()
    points = [child.points for child in node.children if child.points is not None]
    if points and node.scale.scored:
        node.points = node.scale.clamp(sum(points, ZERO))
        node.ratio = node.scale.ratio(node.points)


def _theme_status(node: _Node, *, shown: bool, asked: bool) -> Status:
    if not shown or not asked:
        return "not_asked" if shown else "not_applicable"
    if node.ratio is not None:
        return "scored"
    alike: tuple[Status, ...] = ("not_applicable", "not_asked", "not_concerned", "unscored")
    statuses = {child.status for child in node.children}
    return next((status for status in alike if statuses == {status}), "empty")


def _freeze(framework: Framework, node: _Node, ancestors: Sequence[_Node]) -> NodeResult:
    is_question = isinstance(node.source, Question)
    return NodeResult(
        id=node.source.id,
        kind="question" if is_question else "theme",
        status=node.status,
        rule=_rule(node.source, node.scale),
        weight=node.source.weight,
        ratio=node.ratio,
        score=_on_scale(framework, node.ratio),
        displayed=_displayed(framework, node.ratio),
        level=None if is_question else _level(framework, node, framework.theme_completeness),
        answered=node.answered,
        expected=node.expected,
        points=node.points,
        floor=node.scale.floor if node.scale and node.scale.scored else None,
        ceiling=node.scale.ceiling if node.scale and node.scale.scored else None,
        gain=_gain(framework, node, ancestors) if is_question else None,
        children=tuple(_freeze(framework, child, [*ancestors, node]) for child in node.children),
    )


def _rule(source: Theme | Question, scale: Scale | None) -> Rule:
    if isinstance(source, Theme):
        return "clamped_sum" if source.combine == "sum" else "weighted_mean"
    if scale is None or not scale.scored:
        return "unscored"
    if source.kind == "multiple":
        return "multiple_best" if source.combine == "best" else "multiple_sum"
    if source.kind in ("number", "percentage"):
        return "bands"
    return _RULES[source.kind]


_RULES: dict[str, Rule] = {"single": "single", "yes_no": "yes_no", "scale": "scale_mean", "computed": "computed"}


def _gain(framework: Framework, node: _Node, ancestors: Sequence[_Node]) -> Fraction | None:
    """What the overall score wins if this question is answered at its best, all else unchanged.

    A computed question is not one that can be answered.
    """
    before, computed = ancestors[0].ratio, isinstance(node.source, Question) and node.source.kind == "computed"
    if before is None or not node.expected or node.scale is None or computed:
        return None
    child, ratio = node, node.scale.ratio(node.scale.best)
    for parent in reversed(ancestors):
        after = _with(parent, child, ratio)
        if after is None:
            return ZERO
        child, ratio = parent, after
    return (ratio - before) * (framework.maximum - framework.minimum)


def _with(parent: _Node, child: _Node, ratio: Fraction) -> Fraction | None:
    """The ratio of `parent` if that of `child` became `ratio` (its best answer, in a sum of points)."""
    if parent.scale is not None and child.scale is not None:
        others = (other.points for other in parent.children if other is not child and other.points is not None)
        return parent.scale.ratio(sum(others, child.scale.best))
    weight = child.source.weight
    weights = parent.weights + (weight if child.ratio is None else ZERO)
    total = parent.total + weight * (ratio - (child.ratio or ZERO))
    return total / weights if weights else None


def _on_scale(framework: Framework, ratio: Fraction | None) -> Fraction | None:
    if ratio is None:
        return None
    return framework.minimum + ratio * (framework.maximum - framework.minimum)


def _displayed(framework: Framework, ratio: Fraction | None) -> Decimal | None:
    value = _on_scale(framework, ratio)
    return None if value is None else round_half_up(value, framework.decimals)


def _level(framework: Framework, node: _Node, needed: Fraction) -> str | None:
    """The level of the unrounded score, once enough is answered: 39.96 is not yet 40."""
    value = _on_scale(framework, node.ratio)
    if value is None or share(node.answered, node.expected) < needed:
        return None
    return next((level.code for level in reversed(framework.levels) if level.low <= value), None)
