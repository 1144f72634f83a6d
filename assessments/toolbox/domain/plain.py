"""Eligibility as plain data: how a row, an import and a form write it, and what is wrong with it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from assessments.frameworks.domain.document import KINDS, TRAITS
from assessments.toolbox.domain.eligibility import EMPLOYEES, Eligibility

_NAF = re.compile(r"[A-U]|\d\d(\.\d(\d[A-Z]?)?)?")
_AREA = re.compile(r"(region|departement|epci|commune):[0-9A-Z]{1,9}")
MOST_EMPLOYEES = 1_000_000
MOST_YEARS = 200


class UnreadableEligibility(ValueError):
    """`problems` is {field: reason}; a reason is "field", "list", "codes", "number" or "micro"."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {reason}" for field, reason in problems.items()))
        self.problems = dict(problems)


_CODES: dict[str, Callable[[str], bool]] = {
    "kinds": lambda code: code in KINDS,
    "sizes": lambda code: code in EMPLOYEES,
    "naf": lambda code: bool(_NAF.fullmatch(code)),
    "not_naf": lambda code: bool(_NAF.fullmatch(code)),
    "areas": lambda code: bool(_AREA.fullmatch(code)),
    "traits": lambda code: code in TRAITS,
    "any_trait": lambda code: code in TRAITS,
    "no_trait": lambda code: code in TRAITS,
}
"""List fields → whether a code may stand there."""
_NUMBERS = {"least": MOST_EMPLOYEES, "most": MOST_EMPLOYEES, "years": MOST_YEARS}
"""Number fields → the largest that makes sense."""
FIELDS = (*_CODES, *_NUMBERS, "micro")


def eligibility_from(plain: Mapping[str, Any]) -> Eligibility:
    """Raises UnreadableEligibility with every field that is wrong."""
    if wrong := dict(_problems(plain)):
        raise UnreadableEligibility(wrong)
    fields: dict[str, Any] = {name: frozenset(value) if name in _CODES else value for name, value in plain.items()}
    return Eligibility(**fields)


def to_plain(eligibility: Eligibility) -> dict[str, Any]:
    """Lists sorted, what asks nothing left out: two that ask the same are written the same."""
    given = ((name, getattr(eligibility, name)) for name in FIELDS)
    return {name: sorted(value) if name in _CODES else value for name, value in given if value not in ("", None, _NONE)}


_NONE: frozenset[str] = frozenset()


def _problems(plain: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in plain.items():
        if reason := _problem(name, value):
            yield name, reason


def _problem(name: str, value: object) -> str:
    if name in _CODES:
        return _codes_problem(_CODES[name], value)
    if name in _NUMBERS:
        return "" if value is None or (type(value) is int and 0 <= value <= _NUMBERS[name]) else "number"
    if name == "micro":
        return "" if value in ("", "no", "only") else "micro"
    return "field"


def _codes_problem(is_known: Callable[[str], bool], value: object) -> str:
    if not isinstance(value, list | tuple | set | frozenset) or not all(isinstance(code, str) for code in value):
        return "list"
    return "" if all(map(is_known, value)) else "codes"
