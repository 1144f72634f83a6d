"""Parts of a document as the values that files and the database keep, and back.

Nothing that is empty or by default is written: everyone is `{}`, no limits of its own is `{}`.
"""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.document import Column, Item, Limits, Variant
from assessments.scoring import AllOf, AnyOf, Applicability, Condition, Fits, Given, Not

VARIANT_TEXTS = ("title", "why", "help", "example")


def plain_figure(value: Fraction | None) -> str:
    """An exact figure as text: "" for none, "1/3" where no decimal would do."""
    return "" if value is None else str(value)


def figure_from(stored: str) -> Fraction | None:
    return Fraction(stored) if stored else None


def plain_applicability(applies: Applicability) -> dict[str, list[str]]:
    return {f.name: sorted(words) for f in fields(applies) if (words := getattr(applies, f.name))}


def applicability_from(stored: Mapping[str, list[str]]) -> Applicability:
    return Applicability(**{name: frozenset(words) for name, words in stored.items()})


def plain_variant(variant: Variant) -> dict[str, Any]:
    texts = {name: dict(getattr(variant, name)) for name in VARIANT_TEXTS if getattr(variant, name)}
    return {"when": plain_applicability(variant.when), **texts}


def variant_from(stored: Mapping[str, Any]) -> Variant:
    return Variant(**{**stored, "when": applicability_from(stored["when"])})


def plain_limits(limits: Limits | None) -> dict[str, Any]:
    """Every key when there are limits, so that "as by default" and "not said" stay two things."""
    if limits is None:
        return {}
    flags: dict[str, Any] = {name: getattr(limits, name) for name in ("hide", "reword", "questions", "choices")}
    if limits.weight_min is not None or limits.weight_max is not None:
        flags["weight"] = {"min": plain_figure(limits.weight_min), "max": plain_figure(limits.weight_max)}
    return flags


def limits_from(stored: Mapping[str, Any]) -> Limits | None:
    if not stored:
        return None
    flags = {name: value for name, value in stored.items() if name != "weight"}
    weight = stored.get("weight", {})
    return Limits(**flags, weight_min=figure_from(weight.get("min", "")), weight_max=figure_from(weight.get("max", "")))


def plain_item(item: Item) -> dict[str, Any]:
    return {"code": item.code, "title": dict(item.title)}


def item_from(stored: Mapping[str, Any]) -> Item:
    return Item(stored["code"], stored["title"])


def plain_column(column: Column) -> dict[str, Any]:
    plain = {"code": column.code, "title": dict(column.title), "type": column.kind}
    return {**plain, "unit": dict(column.unit)} if column.unit else plain


def column_from(stored: Mapping[str, Any]) -> Column:
    return Column(stored["code"], stored["title"], stored["type"], stored.get("unit", {}))


def plain_condition(condition: Condition | None) -> dict[str, Any]:
    """`{"all": […]}`, `{"any": […]}`, `{"not": {…}}`, `{"profile": {…}}`, or a leaf about one question:

    `{"question": "EN1", "among": ["s2"]}`, `{"question": "EN2", "at_least": "10", "at_most": "20"}`,
    `{"question": "EN3"}` (something was answered); `{}` for no condition.
    """
    match condition:
        case None:
            return {}
        case AllOf():
            return {"all": [plain_condition(part) for part in condition.parts]}
        case AnyOf():
            return {"any": [plain_condition(part) for part in condition.parts]}
        case Not():
            return {"not": plain_condition(condition.part)}
        case Fits():
            return {"profile": plain_applicability(condition.applies)}
        case Given():
            leaf = {
                "among": sorted(condition.among),
                "at_least": plain_figure(condition.at_least),
                "at_most": plain_figure(condition.at_most),
            }
            return {"question": condition.question, **{key: value for key, value in leaf.items() if value}}
    raise TypeError(condition)


def condition_from(stored: Mapping[str, Any]) -> Condition | None:
    """Raises KeyError or ValueError on what `plain_condition` never wrote."""
    return part_from(stored) if stored else None


def part_from(stored: Mapping[str, Any]) -> Condition:
    if "all" in stored:
        return AllOf(tuple(part_from(part) for part in stored["all"]))
    if "any" in stored:
        return AnyOf(tuple(part_from(part) for part in stored["any"]))
    if "not" in stored:
        return Not(part_from(stored["not"]))
    if "profile" in stored:
        return Fits(applicability_from(stored["profile"]))
    return Given(
        stored["question"],
        frozenset(stored.get("among", ())),
        figure_from(stored.get("at_least", "")),
        figure_from(stored.get("at_most", "")),
    )
