"""The fields of an inherited part in which a layer may differ, when the base changes too."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.breaches import allows_weight
from assessments.frameworks.domain.conflicts import BOTH, THEIRS, Ledger
from assessments.frameworks.domain.document import REWORDABLE, Limits
from assessments.frameworks.domain.nodes import Node


def merged(old: Node, new: Node, mine: Node, limits: Limits, ledger: Ledger) -> Any:
    """The part of `new` with what the layer changed; `limits` are those of the new base for it."""
    before, after, ours = old.part, new.part, mine.part
    if new.kind not in ("theme", "question"):
        return after
    values: dict[str, Any] = {
        "weight": _weight(before.weight, after.weight, ours.weight, limits, mine, ledger),
        "hidden": _hidden(before.hidden, after.hidden, ours.hidden, limits, mine, ledger),
        "limits": _limits(before.limits, after.limits, ours.limits, limits),
    }
    if new.kind == "question":
        values |= {name: _words(name, old, new, mine, limits, ledger) for name in REWORDABLE}
        values["terms"] = _terms(before.terms, after.terms, ours.terms, limits, mine, ledger)
    return replace(after, **values)


def narrowed(limits: Limits, than: Limits) -> Limits:
    """`limits` where they are no wider than `than`."""
    flags = {name: getattr(limits, name) and getattr(than, name) for name in ("hide", "reword", "questions", "choices")}
    bounds = (limits.weight_min, limits.weight_max, than.weight_min, than.weight_max)
    if None in bounds:
        return Limits(**flags)
    low, high = max(bounds[0], bounds[2]), min(bounds[1], bounds[3])  # type: ignore[type-var]
    return Limits(**flags, weight_min=low, weight_max=high) if low <= high else Limits(**flags)  # type: ignore[operator]


def _weight(old: Fraction, new: Fraction, mine: Fraction, limits: Limits, node: Node, ledger: Ledger) -> Fraction:
    if mine in (old, new):
        return new
    if allows_weight(limits, mine):
        keeps = new == old or ledger.keeps_mine(node, "weight", mine, new, "both_changed")
        return mine if keeps else new
    nearest = new
    if limits.weight_min is not None and limits.weight_max is not None:
        nearest = max(limits.weight_min, min(limits.weight_max, mine))
    options = BOTH if nearest != new else THEIRS
    return nearest if ledger.keeps_mine(node, "weight", nearest, new, "limits", options) else new


def _hidden(old: bool, new: bool, mine: bool, limits: Limits, node: Node, ledger: Ledger) -> bool:
    if mine in (old, new):
        return new
    if not limits.hide:
        ledger.keeps_mine(node, "hidden", mine, new, "limits", THEIRS)
        return new
    return mine


def _limits(old: Limits | None, new: Limits | None, mine: Limits | None, now: Limits) -> Limits | None:
    """Ours, as narrow as those of the base have become: tighter is always allowed, so there is nothing to settle."""
    if mine in (old, new) or mine is None:
        return new
    return narrowed(mine, now)


def _words(name: str, old: Node, new: Node, mine: Node, limits: Limits, ledger: Ledger) -> Any:
    before, after, ours = (getattr(node.part, name) for node in (old, new, mine))
    if ours in (before, after):
        return after
    if not limits.reword:
        ledger.keeps_mine(mine, name, ours, after, "limits", THEIRS)
        return after
    keeps = after == before or ledger.keeps_mine(mine, name, ours, after, "both_changed")
    return ours if keeps else after


def _terms(
    old: tuple[str, ...], new: tuple[str, ...], mine: tuple[str, ...], limits: Limits, node: Node, ledger: Ledger
) -> tuple[str, ...]:
    """Words of the glossary add up: those of the base, and ours."""
    if mine in (old, new):
        return new
    if not limits.reword:
        ledger.keeps_mine(node, "terms", mine, new, "limits", THEIRS)
        return new
    return mine if new == old else (*new, *(term for term in mine if term not in {*old, *new}))
