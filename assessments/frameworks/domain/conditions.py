"""Reading `visible_if`, `limits`, and what else says when and how far (docs/frameworks.md)."""

from typing import Any

from assessments.frameworks.domain import keys
from assessments.frameworks.domain.document import Limits
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.parts import known, weights
from assessments.scoring import AllOf, AnyOf, Condition, Fits, Given, Not

KINDS = ("all", "any", "not", "profile", "question")
"""The keys that say what a condition is: one of them, never two."""
BOUNDS = ("among", "at_least", "at_most")


def condition(fields: Fields, key: str = "visible_if") -> Condition | None:
    """The condition at `key`; None where there is none, or none that can be read."""
    child = fields.child(key)
    return part(child) if child.map else None


def part(fields: Fields) -> Condition:
    """One condition; what cannot be read always holds, its problem noted."""
    fields.only(keys.CONDITION_KEYS)
    kinds = known(fields, KINDS)
    if len(kinds) != 1 or (kinds != ["question"] and known(fields, BOUNDS)):
        fields.problem("condition_shape")
        return AllOf()
    match kinds[0]:
        case "all":
            return AllOf(tuple(part(child) for child in fields.children("all")))
        case "any":
            return AnyOf(tuple(part(child) for child in fields.children("any")))
        case "not":
            return Not(part(fields.child("not")))
        case "profile":
            return Fits(fields.applicability("profile"))
    return _given(fields)


def _given(fields: Fields) -> Given:
    low, high = fields.number("at_least"), fields.number("at_most")
    among = frozenset(fields.words("among"))
    if among and (low is not None or high is not None):
        fields.problem("condition_shape", "among")
    if low is not None and high is not None and high < low:
        fields.problem("condition_bounds", "at_most")
    return Given(fields.code("question"), among, low, high)


def limits(fields: Fields, key: str = "limits") -> Limits | None:
    """The limits at `key`; None where nothing is said."""
    child = fields.child(key)
    if not child.map:
        return None
    child.only(keys.LIMIT_KEYS)
    low, high = weights(child.child("weight"))
    said: dict[str, Any] = {flag: child.boolean(flag, getattr(Limits(), flag)) for flag in keys.LIMIT_FLAGS}
    return Limits(**said, weight_min=low, weight_max=high)
