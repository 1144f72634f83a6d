"""A document as a flat list of its parts, each with its code and what holds it: for comparing two of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from assessments.frameworks.domain import document as doc
from assessments.frameworks.domain.document import Document, Texts, Theme

Kind = Literal["document", "theme", "question", "choice", "level", "trait", "term", "legal_note", "resource"]
Key = tuple[Kind, str]

PARTS: dict[Kind, type[Any]] = {
    "document": doc.Document,
    "theme": doc.Theme,
    "question": doc.Question,
    "choice": doc.Choice,
    "level": doc.Level,
    "trait": doc.Trait,
    "term": doc.Term,
    "legal_note": doc.LegalNote,
    "resource": doc.Resource,
}
LISTS: dict[str, Kind] = {
    "levels": "level",
    "traits": "trait",
    "terms": "term",
    "legal_notes": "legal_note",
    "resources": "resource",
}
"""What stands beside the tree: the document's field, and the kind of its parts."""
SECTIONS: dict[Kind, str] = {kind: name for name, kind in LISTS.items()} | {
    "term": "glossary",
    "theme": "themes",
    "question": "questions",
}
HELD: dict[Kind, frozenset[str]] = {
    "document": frozenset({"themes", *LISTS}),
    "theme": frozenset({"code", "questions", "themes"}),
    "question": frozenset({"code", "choices"}),
}
"""Fields that are parts of their own, and the code, which is what a part is known by."""


FIELDS: dict[Kind, tuple[str, ...]] = {
    kind: tuple(field.name for field in fields(part) if field.name not in HELD.get(kind, {"code"}))
    for kind, part in PARTS.items()
}
"""The fields by which two parts of one kind may differ."""


@dataclass(frozen=True, slots=True)
class Node:
    """`code` of a choice is "QUESTION/CHOICE"; `parent` is the code of what holds it, "" at the top."""

    kind: Kind
    code: str
    parent: str
    part: Any

    @property
    def key(self) -> Key:
        return self.kind, self.code

    @property
    def title(self) -> Texts:
        """The words by which it is shown."""
        named: Texts = (
            getattr(self.part, "name", None)
            or getattr(self.part, "title", None)
            or getattr(self.part, "term", None)
            or getattr(self.part, "text", {})
        )
        return named

    @property
    def origin(self) -> str:
        return getattr(self.part, "origin", "")

    @property
    def where(self) -> str:
        """The path that problems give."""
        if self.kind == "document":
            return ""
        if self.kind == "choice":
            question, _, choice = self.code.partition("/")
            return f"questions/{question}/choices/{choice}"
        return f"{SECTIONS[self.kind]}/{self.code}"


def nodes(document: Document) -> dict[Key, Node]:
    """Every part of `document`, itself first, in its order."""
    return {node.key: node for node in _walk(document)}


def _walk(document: Document) -> Iterator[Node]:
    yield Node("document", "", "", document)
    for name, kind in LISTS.items():
        for part in getattr(document, name):
            yield Node(kind, part.code, "", part)
    yield from _themes(document.themes, "")


def _themes(themes: Iterable[Theme], parent: str) -> Iterator[Node]:
    for theme in themes:
        yield Node("theme", theme.code, parent, theme)
        for question in theme.questions:
            yield Node("question", question.code, theme.code, question)
            for choice in question.choices:
                yield Node("choice", f"{question.code}/{choice.code}", question.code, choice)
        yield from _themes(theme.themes, theme.code)


def displaced(before: list[str], after: list[str]) -> list[str]:
    """What has to move for `before` to be in the order of `after`, as little as possible; both hold the same."""
    if before == after:
        return []
    rank = {code: n for n, code in enumerate(after)}
    ends: list[int] = []  # the lowest rank that ends a rising run of each length
    runs: list[tuple[str, int]] = []  # each code with the length of the longest run that it ends
    for code in before:
        length = bisect_left(ends, rank[code])
        ends[length : length + 1] = [rank[code]]
        runs.append((code, length))
    stay, wanted = set(), len(ends) - 1
    bound = len(after)
    for code, length in reversed(runs):
        if length == wanted and rank[code] < bound:
            stay.add(code)
            wanted, bound = wanted - 1, rank[code]
    return [code for code in after if code not in stay]
