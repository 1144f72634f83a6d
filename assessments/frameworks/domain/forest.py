"""Themes and questions taken apart, to be moved, then put together again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from assessments.frameworks.domain.document import Document, Theme
from assessments.frameworks.domain.nodes import Key, Kind, nodes

T = TypeVar("T")


class Forest:
    """`parts` by key, and `children`: the codes of what each theme ("" for the top) holds, by kind."""

    def __init__(self, document: Document) -> None:
        self.parts: dict[Key, Any] = {}
        self.children: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for node in nodes(document).values():
            if node.kind in ("theme", "question"):
                self.parts[node.key] = node.part
                self.children[node.kind, node.parent].append(node.code)

    def put(self, key: Key, part: Any, holder: str, siblings: Sequence[str]) -> None:
        """Add `part` to `holder`, after the nearest of `siblings` that comes before it there."""
        self.parts[key] = part
        row = self.children[key[0], holder]
        row.insert(_place(row, key[1], siblings), key[1])

    def themes(self, holder: str = "") -> tuple[Theme, ...]:
        return tuple(self._theme(code) for code in self.children["theme", holder])

    def _theme(self, code: str) -> Theme:
        questions = tuple(self.parts["question", one] for one in self.children["question", code])
        theme: Theme = replace(self.parts["theme", code], questions=questions, themes=self.themes(code))
        return theme


def inserted(rows: Sequence[Any], part: Any, siblings: Sequence[str]) -> list[Any]:
    """`rows` with `part` after the nearest of `siblings`, codes in their order, that comes before it there."""
    place = _place([row.code for row in rows], part.code, siblings)
    return [*rows[:place], part, *rows[place:]]


def _place(row: Sequence[str], code: str, siblings: Sequence[str]) -> int:
    """At the end where `siblings` say nothing of `code`."""
    if code not in siblings:
        return len(row)
    ranks = {other: rank for rank, other in enumerate(row)}
    before = siblings[: siblings.index(code)]
    return next((ranks[other] + 1 for other in reversed(before) if other in ranks), 0)
