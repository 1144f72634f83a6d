"""Frameworks over frameworks: a national core, a territory's extension of it, a variant for a sector.

A layer is a whole document: what it inherits, each part with its origin, and what it adds, with none.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assessments.frameworks.domain.breaches import breaches
from assessments.frameworks.domain.cleaning import pruned
from assessments.frameworks.domain.document import Choice, Document, Question, Texts, Theme
from assessments.scoring import EVERYONE, Applicability

__all__ = ["adopted", "breaches", "derive", "name_of", "origins", "with_origins", "with_questions"]

LISTS = ("terms", "legal_notes", "resources")
"""What stands beside the tree and has an origin."""


def name_of(document: Document) -> str:
    """How layers call their base: "code@number"."""
    return f"{document.code}@{document.version}"


def derive(
    base: Document, code: str, version: str, title: Texts | None = None, audience: Applicability = EVERYONE
) -> Document:
    """A layer over `base` that changes nothing yet: every part says where it comes from."""
    return replace(
        with_origins(base, lambda origin: origin or base.code),
        code=code,
        version=version,
        title=title or base.title,
        base=name_of(base),
        core=base.core or base.code,
        audience=audience,
    )


def with_origins(document: Document, rename: Callable[[str], str]) -> Document:
    """`document` with `rename(origin)` in the place of each origin."""

    def question(one: Question) -> Question:
        choices = tuple(replace(choice, origin=rename(choice.origin)) for choice in one.choices)
        return replace(one, origin=rename(one.origin), choices=choices)

    def theme(one: Theme) -> Theme:
        return replace(
            one,
            origin=rename(one.origin),
            questions=tuple(map(question, one.questions)),
            themes=tuple(map(theme, one.themes)),
        )

    lists: dict[str, Any] = {
        name: tuple(replace(part, origin=rename(part.origin)) for part in getattr(document, name)) for name in LISTS
    }
    return replace(document, themes=tuple(map(theme, document.themes)), **lists)


def adopted(document: Document, base: Document | None, code: str, version: str) -> Document:
    """A copy of `document` as a framework called `code`, a layer over `base`, or over none.

    What came from the layers between the two becomes its own, but for what is hidden, which is left out.
    """
    kept = {base.code, *origins(base)} - {""} if base else set()
    copy = with_counts_as(with_origins(document, lambda origin: origin if origin in kept else ""))
    return replace(
        without_hidden(copy),
        code=code,
        version=version,
        base=name_of(base) if base else "",
        core=(base.core or base.code) if base else "",
    )


def without_hidden(document: Document) -> Document:
    """`document` without what is hidden and its own: nothing is hidden but what a framework below asks."""

    def theme(one: Theme) -> Theme:
        questions = tuple(question for question in one.questions if question.origin or not question.hidden)
        return replace(one, questions=questions, themes=kept(one.themes))

    def kept(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
        return tuple(theme(one) for one in themes if one.origin or not one.hidden)

    return pruned(replace(document, themes=kept(document.themes)), document)


def origins(document: Document) -> set[str]:
    """The codes of the frameworks that its parts come from; "" for its own."""
    nodes = [*document.walk(), *document.questions(), *(c for q in document.questions() for c in q.choices)]
    return {part.origin for part in (*nodes, *(part for name in LISTS for part in getattr(document, name)))}


def with_counts_as(document: Document) -> Document:
    """Each added choice counts as an inherited one, found by following what it counts as; none without origin."""

    def question(one: Question) -> Question:
        choices = tuple(replace(choice, counts_as=_inherited_choice(one, choice)) for choice in one.choices)
        return replace(one, choices=choices)

    return with_questions(document, question)


def _inherited_choice(question: Question, choice: Choice) -> str:
    known = {other.code: other for other in question.choices}
    if choice.origin or not question.origin:
        return choice.counts_as if question.origin else ""
    target, seen = known.get(choice.counts_as), {choice.code}
    while target is not None and not target.origin and target.code not in seen:
        seen.add(target.code)
        target = known.get(target.counts_as)
    return target.code if target is not None and target.origin else ""


def with_questions(document: Document, change: Callable[[Question], Question]) -> Document:
    """`document` with `change(question)` in the place of each question."""

    def theme(one: Theme) -> Theme:
        return replace(one, questions=tuple(map(change, one.questions)), themes=tuple(map(theme, one.themes)))

    return replace(document, themes=tuple(map(theme, document.themes)))


def counted_choices(question: Question, core: str) -> dict[str, str]:
    """The choice of the core that each added choice of `question` counts as, through what lies between."""
    known = {choice.code: choice for choice in question.choices}
    found = {}
    for choice in question.choices:
        target, left = choice, len(known)
        while target.origin != core and target.counts_as in known and left:
            target, left = known[target.counts_as], left - 1
        if choice.origin != core and target.origin == core:
            found[choice.code] = target.code
    return found


def asked_core(core: Document, layer: Document) -> Document:
    """`core` without the themes and questions that `layer` hides."""
    themes = {theme.code for theme in layer.walk() if theme.hidden}
    questions = {question.code for question in layer.questions() if question.hidden}

    def theme(one: Theme) -> Theme:
        asked = tuple(question for question in one.questions if question.code not in questions)
        return replace(
            one, questions=asked, themes=tuple(theme(child) for child in one.themes if child.code not in themes)
        )

    return replace(core, themes=tuple(theme(one) for one in core.themes if one.code not in themes))
