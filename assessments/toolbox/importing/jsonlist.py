"""A JSON file that is a list of things: opened under bounds, each thing asked for what it holds."""

import json
from collections.abc import Iterator
from typing import Any

from assessments.toolbox.importing.drafts import MAX_BYTES, MAX_ROWS, Refused

LONGEST_NUMBER = 19  # digits; Python refuses to read thousands of them


def load_list(data: bytes) -> list[Any]:
    """Raises Refused: too large, no JSON, no list, too long."""
    if len(data) > MAX_BYTES:
        raise Refused("too_big", limit=str(MAX_BYTES // 1_000_000))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise Refused("not_json") from fault
    if not isinstance(found, list):
        raise Refused("not_a_list")
    if len(found) > MAX_ROWS:
        raise Refused("too_many", limit=str(MAX_ROWS))
    return found


def is_about(data: bytes, *keys: str) -> bool:
    """Whether the first thing of the list has these keys."""
    try:
        found = load_list(data)
    except Refused:
        return False
    first = found[0] if found else None
    return isinstance(first, dict) and all(key in first for key in keys)


class Thing:
    """One map of the list. Values of another shape than asked come back empty: the caller says what it needs."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def text(self, *path: str) -> str:
        found = self.at(*path)
        return " ".join(found.split(" ")).strip() if isinstance(found, str) else ""

    def texts(self, *path: str) -> list[str]:
        found = self.at(*path)
        return [one.strip() for one in found if isinstance(one, str) and one.strip()] if isinstance(found, list) else []

    def number(self, *path: str) -> int | None:
        """Written as a number, or as its digits in a text."""
        found = self.at(*path)
        if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < LONGEST_NUMBER:
            return int(found)
        return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None

    def flag(self, *path: str) -> bool:
        return self.at(*path) in (True, "oui")

    def things(self, *path: str) -> Iterator["Thing"]:
        found = self.at(*path)
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict):
                yield Thing(one)

    def at(self, *path: str) -> Any:
        found: Any = self.values
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found
