"""The nodes of a version in words: for lists to choose from, and for titles beside a code."""

from typing import NamedTuple

from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from core.text import pick


class Node(NamedTuple):
    """`depth` 1 for a top theme. `kind`: "theme" or "question"."""

    code: str
    title: str
    depth: int
    kind: str


def nodes(document: Document) -> list[Node]:
    """Every theme and question, in order."""
    found: list[Node] = []
    for theme in document.themes:
        _walk(theme, 1, found)
    return found


def _walk(theme: Theme, depth: int, found: list[Node]) -> None:
    found.append(Node(theme.code, pick(theme.title), depth, "theme"))
    found += [Node(question.code, title_of(question), depth + 1, "question") for question in theme.questions]
    for child in theme.themes:
        _walk(child, depth + 1, found)


def title_of(node: Question | Theme) -> str:
    return pick(node.title) or node.code


def titles(document: Document) -> dict[str, str]:
    return {node.code: node.title for node in nodes(document)}


def document_of(version: FrameworkVersion) -> Document:
    """What the version says now; a draft may not be sound yet."""
    return read_rows(version)
