"""Conditions over the answers and the profile: whether a question, or a whole theme, is asked.

    AllOf((Given("EN1", among=frozenset({"s2", "s3"})), Not(Fits(Applicability(kinds=frozenset({"company"}))))))

A leaf about an answer that is missing, unknown, not concerned, or of the wrong shape is false.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, Union

from assessments.scoring.figures import exact
from assessments.scoring.profile import Applicability, Profile

Condition: TypeAlias = Union["AllOf", "AnyOf", "Not", "Given", "Fits"]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of `parts` holds; without a part, it holds."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of `parts` holds; without a part, it does not."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to `question` is, or contains, one of the choices `among`; or is a number within the bounds.

    Bounds are included. Without choices and bounds: something was answered ("I don't know" and "not concerned"
    are no answers).
    """

    question: str
    among: frozenset[str] = frozenset()
    at_least: Fraction | None = None
    at_most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Fits:
    """The profile is one that `applies` covers."""

    applies: Applicability


def references(condition: Condition | None) -> frozenset[str]:
    """The questions whose answers the condition looks at."""
    match condition:
        case Given():
            return frozenset({condition.question})
        case Not():
            return references(condition.part)
        case AllOf() | AnyOf():
            return frozenset().union(*(references(part) for part in condition.parts))
    return frozenset()


def holds(condition: Condition | None, answers: Any, profile: Profile | None) -> bool:
    """Whether it holds. `answers` are those that count; a profile of None is someone whom everything concerns."""
    match condition:
        case None:
            return True
        case AllOf():
            return all(holds(part, answers, profile) for part in condition.parts)
        case AnyOf():
            return any(holds(part, answers, profile) for part in condition.parts)
        case Not():
            return not holds(condition.part, answers, profile)
        case Fits():
            return profile is None or condition.applies.covers(profile)
        case Given():
            return _given(condition, answers.get(condition.question))
    raise TypeError(condition)


def _given(leaf: Given, answer: Any) -> bool:
    if not is_given(answer):
        return False
    if leaf.among:
        return not leaf.among.isdisjoint(_chosen(answer))
    if leaf.at_least is None and leaf.at_most is None:
        return True
    value = exact(answer)
    return value is not None and (
        (leaf.at_least is None or leaf.at_least <= value) and (leaf.at_most is None or value <= leaf.at_most)
    )


def is_given(answer: Any) -> bool:
    """Whether something was answered: a scale of which every item is set aside, or a table of empty cells, is not."""
    if isinstance(answer, Mapping):
        return any(map(is_given, answer.values()))
    if isinstance(answer, list | tuple):
        return any(map(is_given, answer))
    return answer is not None and not (isinstance(answer, str) and answer in ("", "na", "unknown"))


def _chosen(answer: Any) -> set[str]:
    """The choices that an answer names, whatever its shape."""
    if isinstance(answer, bool):
        return {"yes" if answer else "no"}
    if isinstance(answer, str):
        return {answer}
    given = answer.values() if isinstance(answer, Mapping) else answer if isinstance(answer, list | tuple) else ()
    return {value for value in given if isinstance(value, str)}
