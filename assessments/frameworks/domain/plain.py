"""Parts of a document as JSON values for the database, and back."""

from dataclasses import fields
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.document import Variant
from assessments.scoring import Applicability


def plain_applicability(applies: Applicability) -> dict[str, list[str]]:
    """Only the conditions that are given: everyone is `{}`."""
    return {f.name: sorted(words) for f in fields(applies) if (words := getattr(applies, f.name))}


def applicability_from(stored: dict[str, list[str]]) -> Applicability:
    return Applicability(**{name: frozenset(words) for name, words in stored.items()})


def plain_variant(variant: Variant) -> dict[str, Any]:
    return {
        "when": plain_applicability(variant.when),
        **{name: dict(getattr(variant, name)) for name in ("title", "why", "help", "example")},
    }


def variant_from(stored: dict[str, Any]) -> Variant:
    return Variant(**{**stored, "when": applicability_from(stored["when"])})


def plain_figure(value: Fraction | None) -> str:
    """An exact figure as text: "" for none, "1/3" where no decimal would do."""
    return "" if value is None else str(value)


def figure_from(stored: str) -> Fraction | None:
    return Fraction(stored) if stored else None
