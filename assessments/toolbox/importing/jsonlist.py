"""A JSON file that is a list of things: opened under bounds, each thing asked for what it holds."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from assessments.toolbox.importing.drafts import MAX_BYTES, MAX_ROWS, Draft, Parsed, Problem, Refused, faults_of

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


def gather(drafts: Iterable[Draft | None], parsed: Parsed, *, key: str, title: str) -> Parsed:
    """Put each draft where it belongs: in `parsed.drafts`, or its faults in `parsed.problems`. `key` and `title`: how
    the file calls them, for whoever corrects it. None: the row was no map."""
    seen: set[str] = set()
    for row, draft in enumerate(drafts, 1):
        faults = _faults(draft, row, seen, key, title)
        parsed.problems += faults
        if draft is not None and not faults:
            seen.add(draft.source_id)
            parsed.drafts.append(draft)
    return parsed


def _faults(draft: Draft | None, row: int, seen: set[str], key: str, title: str) -> list[Problem]:
    if draft is None or not draft.source_id:
        return [Problem("no_id", row, key)]
    if not draft.title:
        return [Problem("no_title", row, title)]
    if draft.source_id in seen:
        return [Problem("twice", row, key, {"code": draft.source_id})]
    return faults_of(draft)


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
