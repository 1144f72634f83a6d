"""One value of a file as one cell, and back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assessments.frameworks.domain.fields import CODE
from assessments.frameworks.domain.sheets import words
from assessments.frameworks.domain.sheets.conditions import Unclear, applies_heard, applies_said, heard, said
from assessments.frameworks.domain.sheets.layout import Column

FIRST_YEAR = 1901
"""Days before are texts: spreadsheets count from 1900, and that year wrong."""
YES = {"oui", "yes", "true", "vrai", "1", "x"}
NO = {"non", "no", "false", "faux", "0"}


def written(column: Column, value: Any) -> Any:
    """The value of a file, as the cell shows it: a text, a number or a date."""
    match column.kind:
        case "words":
            return _list_said([str(word) for word in value])
        case "applies":
            return applies_said(value)
        case "list":
            return " | ".join(applies_said(applies) for applies in value)
        case "condition":
            return said(value)
        case "limits":
            return _limits_said(value)
        case "boolean":
            return column.among["true" if value else "false"]
        case "number":
            return _shown(value)
        case "date":
            day = date.fromisoformat(value)
            return day if day.year > FIRST_YEAR else value
    return column.among.get(value, value)


def _shown(value: int | Decimal | str) -> int | float | str:
    """A number where a spreadsheet keeps it exact; else its text."""
    if isinstance(value, str):
        return value
    exact = Decimal(value)
    return float(value) if abs(exact) < 10**15 and Decimal(repr(float(value))) == exact else f"{exact:f}"


def read(column: Column, value: Any) -> Any:
    """The value of the cell as a file holds it. What cannot be understood stays as it is: the reader will say so.

    Raises Unclear for a condition that is none.
    """
    match column.kind:
        case "code":
            return words.code(value)
        case "number":
            return words.number(value)
        case "words":
            return _list_heard(words.plain(value))
        case "boolean":
            return _flag(value)
        case "date":
            return _day(value)
        case "condition":
            return heard(words.plain(value))
        case "applies" | "list" | "limits":
            return _structure(column, words.plain(value))
    return _among(column.among, words.plain(value)) if column.among else words.plain(value)


def _structure(column: Column, text: str) -> Any:
    try:
        if column.kind == "applies":
            return applies_heard(text)
        if column.kind == "limits":
            return _limits_heard(text)
        return [applies_heard(piece) for piece in text.split("|")]
    except Unclear:
        return text


def _among(possible: Mapping[str, str], text: str) -> str:
    """The word of the file for what the cell says, in French or not."""
    wanted = words.folded(text)
    for code, french in possible.items():
        if wanted in (code, words.folded(french), code.replace("_", " ")):
            return code
    return words.straight(text)


def _flag(value: Any) -> Any:
    text = words.folded(words.plain(value))
    return True if text in YES else False if text in NO else value


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        return value
    text = words.straight(value)
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return text


def _list_said(items: list[str]) -> str:
    """Codes with commas between; as JSON where one of them is no code."""
    simple = all(CODE.match(item) for item in items)
    return ", ".join(items) if simple else json.dumps(items, ensure_ascii=False)


def _list_heard(text: str) -> list[str]:
    straight = text.strip(words.SPACES)
    if straight.startswith("["):
        try:
            found = json.loads(straight)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(item, str) for item in found):
            return found
    pieces = text.replace(";", ",").replace("\n", ",").split(",")
    return [word for piece in pieces if (word := words.code(piece))]


def _limits_said(limits: Mapping[str, Any]) -> str:
    flags = [f"{key}: {_word(value)}" for key, value in limits.items() if key != "weight"]
    weight = limits.get("weight")
    return "; ".join([*flags, f"weight: {weight['min']} .. {weight['max']}"] if weight else flags)


def _word(value: bool) -> str:
    return "oui" if value else "non"


def _limits_heard(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for piece in words.straight(text).replace("\n", ";").split(";"):
        key, colon, value = (part.strip(words.SPACES) for part in piece.partition(":"))
        if not colon or key in found:
            raise Unclear(text)
        found[key] = _weights(value) if key == "weight" else _flag(value)
    return found


def _weights(text: str) -> Any:
    low, dots, high = text.partition("..")
    return {"min": words.number(low.strip()), "max": words.number(high.strip())} if dots else text
