"""Finding a node of a tree, taking it out, putting one in. Trees are frozen: each change gives a new one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assessments.frameworks.domain.document import Document, Question, Theme

NodeKind = Literal["theme", "question"]
Themes = tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands: among the questions, or the themes, of `parent` ("" for the top); from 0."""

    parent: str
    position: int


def find(document: Document, node: NodeKind, code: str) -> tuple[Any, Place] | None:
    """The theme or the question called `code`, and its place."""
    if node == "theme":
        return _find_theme(document.themes, code, "")
    for theme in document.walk():
        for position, question in enumerate(theme.questions):
            if question.code == code:
                return question, Place(theme.code, position)
    return None


def _find_theme(themes: Themes, code: str, parent: str) -> tuple[Theme, Place] | None:
    for position, theme in enumerate(themes):
        if theme.code == code:
            return theme, Place(parent, position)
        if found := _find_theme(theme.themes, code, theme.code):
            return found
    return None


def siblings(document: Document, node: NodeKind, parent: str) -> Sequence[Theme | Question] | None:
    """The nodes of that kind under `parent`; None when there is no such place."""
    if node == "theme" and not parent:
        return document.themes
    found = find(document, "theme", parent)
    if found is None:
        return None
    theme: Theme = found[0]
    return theme.themes if node == "theme" else theme.questions


def changed(document: Document, node: NodeKind, code: str, change: Callable[[Any], Any]) -> Document:
    """`document` with `change(node)` in the place of the node."""
    if node == "theme":
        return replace(document, themes=_each(document.themes, code, change))
    place = find(document, "question", code)
    if place is None:
        return document

    def inside(theme: Theme) -> Theme:
        return replace(theme, questions=tuple(change(q) if q.code == code else q for q in theme.questions))

    return replace(document, themes=_each(document.themes, place[1].parent, inside))


def without(document: Document, node: NodeKind, code: str) -> Document:
    if node == "theme":
        return replace(document, themes=_drop(document.themes, code))
    found = find(document, "question", code)
    if found is None:
        return document

    def inside(theme: Theme) -> Theme:
        return replace(theme, questions=tuple(q for q in theme.questions if q.code != code))

    return replace(document, themes=_each(document.themes, found[1].parent, inside))


def with_node(document: Document, node: NodeKind, part: Any, place: Place) -> Document:
    """`document` with `part` at `place`, those from there on pushed down."""
    if node == "theme" and not place.parent:
        return replace(document, themes=_insert(document.themes, part, place.position))

    def inside(theme: Theme) -> Theme:
        if node == "theme":
            return replace(theme, themes=_insert(theme.themes, part, place.position))
        return replace(theme, questions=_insert(theme.questions, part, place.position))

    return replace(document, themes=_each(document.themes, place.parent, inside))


def _insert(parts: tuple[Any, ...], part: Any, position: int) -> tuple[Any, ...]:
    return (*parts[:position], part, *parts[position:])


def _each(themes: Themes, code: str, change: Callable[[Theme], Theme]) -> Themes:
    return tuple(
        change(theme) if theme.code == code else _deeper(theme, _each(theme.themes, code, change)) for theme in themes
    )


def _drop(themes: Themes, code: str) -> Themes:
    return tuple(_deeper(theme, _drop(theme.themes, code)) for theme in themes if theme.code != code)


def _deeper(theme: Theme, below: Themes) -> Theme:
    same = len(below) == len(theme.themes) and all(new is old for new, old in zip(below, theme.themes, strict=True))
    return theme if same else replace(theme, themes=below)
