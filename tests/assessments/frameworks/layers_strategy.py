"""Layers made at random over a document: only what its limits allow."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from assessments.frameworks.domain.document import Choice, Document, Limits, Question, Resource, Term, Theme
from assessments.frameworks.domain.layers import breaches, derive, with_questions
from assessments.scoring import AllOf, Given
from tests.factories.frameworks import ladder

Edit = Callable[[Document], Document]
OWN_CODES = ["q0", "q1", "q2", "t0", "t1", "g0", "r0", "ours", "more"]
"""Some are those that bases give too."""


@st.composite
def layers(draw: st.DrawFn, base: Document) -> Document:
    """A sound layer over `base`, with up to eight changes of its own."""
    layer = derive(base, "region", "r1")
    for _ in range(draw(st.integers(0, 8))):
        edited = draw(st.sampled_from(EDITS))(draw, layer)
        if breaches(base, edited) == () and _codes_differ(edited):
            layer = edited
    return layer


def _codes_differ(document: Document) -> bool:
    families = [
        [*(theme.code for theme in document.walk()), *(question.code for question in document.questions())],
        *([choice.code for choice in question.choices] for question in document.questions()),
        *([part.code for part in parts] for parts in (document.terms, document.resources)),
    ]
    return all(len(codes) == len(set(codes)) for codes in families)


def texts(document: Document, words: str) -> dict[str, str]:
    return dict.fromkeys(document.languages, words)


def some_question(draw: st.DrawFn, document: Document) -> Question:
    return draw(st.sampled_from(list(document.questions())))


def on_question(draw: st.DrawFn, document: Document, **fields: Any) -> Document:
    code = some_question(draw, document).code
    return with_questions(document, lambda one: replace(one, **fields) if one.code == code else one)


def on_theme(draw: st.DrawFn, document: Document, change: Callable[[Theme], Theme]) -> Document:
    code = draw(st.sampled_from([theme.code for theme in document.walk()]))

    def walk(theme: Theme) -> Theme:
        theme = change(theme) if theme.code == code else theme
        return replace(theme, themes=tuple(map(walk, theme.themes)))

    return replace(document, themes=tuple(map(walk, document.themes)))


def weigh(draw: st.DrawFn, document: Document) -> Document:
    weight = draw(st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2)]))
    if draw(st.booleans()):
        return on_theme(draw, document, lambda theme: replace(theme, weight=weight))
    return on_question(draw, document, weight=weight)


def hide(draw: st.DrawFn, document: Document) -> Document:
    return on_question(draw, document, hidden=True)


def hide_theme(draw: st.DrawFn, document: Document) -> Document:
    return on_theme(draw, document, lambda theme: replace(theme, hidden=True))


def reword(draw: st.DrawFn, document: Document) -> Document:
    return on_question(draw, document, help=texts(document, draw(st.sampled_from(["local", "other"]))))


def tighten(draw: st.DrawFn, document: Document) -> Document:
    return on_theme(draw, document, lambda theme: replace(theme, limits=Limits(reword=False, choices=False)))


def own_question(draw: st.DrawFn, document: Document) -> Question:
    looked_at = some_question(draw, document)
    among = frozenset(choice.code for choice in looked_at.choices[:1])
    condition = draw(st.sampled_from([None, Given(looked_at.code, among), AllOf((Given(looked_at.code),))]))
    question = replace(ladder(draw(st.sampled_from(OWN_CODES))), visible_if=condition)
    titles = tuple(replace(choice, title=texts(document, choice.code)) for choice in question.choices)
    if looked_at.kind == "number" and draw(st.booleans()):
        formula = f"[{looked_at.code}] + 1"
        return replace(question, kind="computed", title=texts(document, "="), choices=(), formula=formula)
    return replace(question, title=texts(document, "?"), choices=titles)


def add_question(draw: st.DrawFn, document: Document) -> Document:
    question, place = own_question(draw, document), draw(st.integers(0, 3))
    return on_theme(
        draw,
        document,
        lambda theme: replace(theme, questions=(*theme.questions[:place], question, *theme.questions[place:])),
    )


def add_theme(draw: st.DrawFn, document: Document) -> Document:
    theme = Theme(draw(st.sampled_from(OWN_CODES)), texts(document, "Ours"), questions=(own_question(draw, document),))
    place = draw(st.integers(0, 2))
    if draw(st.booleans()):
        return replace(document, themes=(*document.themes[:place], theme, *document.themes[place:]))
    return on_theme(
        draw, document, lambda one: one if one.combine == "sum" else replace(one, themes=(theme, *one.themes))
    )


def _holding(holder: Theme, theme: Theme) -> Theme:
    return replace(holder, themes=(theme, *holder.themes))


def add_choice(draw: st.DrawFn, document: Document) -> Document:
    question = some_question(draw, document)
    if not question.choices or question.kind == "yes_no":
        return document
    counts_as = draw(st.sampled_from(question.choices)).code
    own = Choice(
        draw(st.sampled_from(["c0", "c1", "c2", "half"])), texts(document, "½"), Fraction(1), counts_as=counts_as
    )
    choices = (own, *question.choices) if draw(st.booleans()) else (*question.choices, own)
    return with_questions(document, lambda one: replace(one, choices=choices) if one.code == question.code else one)


def add_beside(draw: st.DrawFn, document: Document) -> Document:
    code, asked = draw(st.sampled_from(OWN_CODES)), some_question(draw, document).code
    term = Term(code, texts(document, code), texts(document, code))
    resource = Resource(code, texts(document, code), questions=(asked,))
    document = replace(document, terms=(*document.terms, term), resources=(resource, *document.resources))
    if draw(st.booleans()):
        return with_questions(document, lambda q: replace(q, terms=(*q.terms, code)) if q.code == asked else q)
    return document


def say(draw: st.DrawFn, document: Document) -> Document:
    own = [theme.code for theme in document.walk() if not theme.origin]
    levels = tuple(
        replace(level, themes={**level.themes, **{code: texts(document, "!") for code in own}})
        for level in document.levels
    )
    return replace(document, levels=levels, title=texts(document, "Region"))


EDITS = [
    weigh,
    hide,
    hide_theme,
    reword,
    tighten,
    add_question,
    add_question,
    add_theme,
    add_choice,
    add_choice,
    add_beside,
    say,
]
