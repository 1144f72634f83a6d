"""A result as plain JSON, and back: exact figures travel as "n/d", displayed ones as they are shown."""

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from assessments.scoring.result import NodeResult, Result

FORMAT = 1
"""Grows when a stored result could no longer be read by `from_dict`."""

_FRACTIONS = frozenset(
    {"minimum", "maximum", "weight", "ratio", "score", "points", "floor", "ceiling", "gain"},
)
_NAMES = {shape: tuple(field.name for field in fields(shape)) for shape in (Result, NodeResult)}
_fraction = lru_cache(maxsize=4096)(Fraction)
"""A result repeats few figures, and reading "3/4" costs more than finding it again."""


def to_dict(result: Result) -> dict[str, Any]:
    """`result` with nothing but JSON types; `from_dict(to_dict(r)) == r`."""
    return {"format": FORMAT, **_plain(result, nested="themes")}


def from_dict(data: dict[str, Any]) -> Result:
    """The result that `to_dict` wrote. Raises ValueError on another format."""
    if data.get("format") != FORMAT:
        raise ValueError(f"stored result in format {data.get('format')!r}, expected {FORMAT}")
    return Result(**_exact(Result, data, nested="themes"))


def node_to_dict(node: NodeResult) -> dict[str, Any]:
    """One node and all below it, as JSON types."""
    return _plain(node, nested="children")


def _plain(item: Result | NodeResult, nested: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in _NAMES[type(item)]:
        value = getattr(item, name)
        if name == nested:
            out[name] = [node_to_dict(child) for child in value]
        else:
            out[name] = str(value) if isinstance(value, Fraction | Decimal) else value
    out["completeness"] = str(item.completeness)
    return out


def _exact(shape: type[Result] | type[NodeResult], data: dict[str, Any], nested: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in _NAMES[shape]:
        value = data[name]
        if name == nested:
            out[name] = tuple(NodeResult(**_exact(NodeResult, child, nested="children")) for child in value)
        elif value is not None and name in _FRACTIONS:
            out[name] = _fraction(value)
        elif value is not None and name == "displayed":
            out[name] = Decimal(value)
        else:
            out[name] = value
    return out
