"""Where voices differ, and by how much. Voices are compared, never averaged. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.scoring import Answer, AnswerError, Framework, Question, read_answer

POLLED = ("single", "yes_no", "scale")
"""Kinds of questions that employees can be asked: a choice to tick, nothing to write."""

Counts = Mapping[str, Mapping[str, int]]
"""By item ("" but in a scale): choice → how many people."""


def worth(framework: Framework, question: Question, value: Answer) -> Fraction | None:
    """The points of `value` on the scale that the result shows, such as 0 to 100; None where it has none.

    The rule of `scoring.engine`: (points - floor) / (ceiling - floor), brought to the displayed scale.
    """
    scale = framework.scales[question.id]
    try:
        _status, points = read_answer(question, scale, value)
    except AnswerError:
        return None
    if points is None or not scale.scored:
        return None
    return framework.minimum + scale.ratio(points) * (framework.maximum - framework.minimum)


def size(points: Iterable[Fraction | None]) -> Fraction | None:
    """From the lowest to the highest; None where fewer than two voices have points."""
    known = [one for one in points if one is not None]
    return max(known) - min(known) if len(known) > 1 else None


def differ(values: Sequence[Any]) -> bool:
    """Whether at least two of these answers are not the same; the order of several choices does not count."""
    return len({_comparable(value) for value in values}) > 1


def _comparable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(sorted((key, _comparable(one)) for key, one in value.items()))
    if isinstance(value, list | tuple):
        parts = [_comparable(one) for one in value]
        return tuple(sorted(parts)) if all(isinstance(one, str) for one in parts) else tuple(parts)
    return value


def most_given(counts: Counts) -> Answer:
    """What most people ticked, in the shape of an answer; of two equals, the first in the order of `counts`.

    A distribution is not a mean: this is only the answer with which the gap is measured.
    """
    tops = {item: max(chosen, key=lambda choice: chosen[choice]) for item, chosen in counts.items() if chosen}
    if set(tops) == {""}:
        return tops[""]
    return tops or None


def answered(counts: Counts) -> int:
    """How many people answered this question: the least of its items, so that none is shown under the threshold."""
    return min((sum(chosen.values()) for chosen in counts.values()), default=0)
