"""A core, an extension of it and small changes to either, for tests of layers."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.document import Choice, Document, Limits, Question, Resource, Term, Theme
from assessments.frameworks.domain.layers import derive, with_questions
from tests.factories.frameworks import ladder, simple_document

FREE = Limits(hide=True, weight_min=Fraction(1, 2), weight_max=Fraction(2))


def core(version: str = "1", limits: Limits = FREE) -> Document:
    """Two themes of three questions, a term, a resource; layers may hide, and re-weight from 1/2 to 2."""
    return replace(
        simple_document(code="core", version=version),
        limits=limits,
        terms=(Term("kwh", both("kWh"), both("Unit")),),
        resources=(Resource("guide", both("Guide"), questions=("t1q1",)),),
    )


def both(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def own_question(code: str) -> Question:
    return ladder(code)


def extension(base: Document | None = None) -> Document:
    """Over the core: a question in t1, a theme of ours, an added choice, a reworded help, a weight, a hidden one."""
    layer = derive(base or core(), "region", "r1", both("Region"))
    layer = on_theme(layer, "t1", lambda t: replace(t, questions=(*t.questions, own_question("ours"))))
    layer = on_question(layer, "t1q1", lambda q: replace(q, help=both("Local help"), weight=Fraction(2)))
    layer = on_question(layer, "t1q2", lambda q: replace(q, choices=(*q.choices, half())))
    layer = on_question(layer, "t2q3", lambda q: replace(q, hidden=True))
    theme = Theme("local", both("Local"), questions=(own_question("l1"), own_question("l2")))
    return replace(layer, themes=(*layer.themes, theme))


def half() -> Choice:
    return Choice("half", both("Half way"), Fraction(1, 2), counts_as="s1")


def on_question(document: Document, code: str, change: Callable[[Question], Question]) -> Document:
    return with_questions(document, lambda question: change(question) if question.code == code else question)


def on_theme(document: Document, code: str, change: Callable[[Theme], Theme]) -> Document:
    """`code` is that of a top theme."""
    return replace(document, themes=tuple(change(t) if t.code == code else t for t in document.themes))


def without(document: Document, *codes: str) -> Document:
    """Without these questions and themes."""

    def kept(theme: Theme) -> Theme:
        return replace(
            theme,
            questions=tuple(q for q in theme.questions if q.code not in codes),
            themes=tuple(kept(child) for child in theme.themes if child.code not in codes),
        )

    return replace(document, themes=tuple(kept(theme) for theme in document.themes if theme.code not in codes))


def with_limits(document: Document, **limits: Any) -> Document:
    return replace(document, limits=replace(document.limits, **limits))
