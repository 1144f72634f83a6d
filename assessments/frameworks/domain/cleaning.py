"""After the base has changed: nothing of ours looks at what is gone, or speaks a language that nobody reads."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from assessments.frameworks.domain.clashes import Clashes, referring
from assessments.frameworks.domain.document import Document, LegalNote, Level, Question, Resource, Texts, Theme
from assessments.frameworks.domain.nodes import Key
from assessments.frameworks.domain.references import Names, kept, lost, names_of

T = TypeVar("T", LegalNote, Resource)


def cleaned(whole: Document, layer: Document, clashes: Clashes, theirs: set[Key], unwanted: set[Key]) -> Document:
    """`whole` with its references followed or dropped. `layer` is what it was made from; of `unwanted`, our parts
    that look at what is gone, none stays that still does."""
    document = pruned(_following(whole, clashes, theirs), layer, unwanted)
    spoken: Document = _spoken(document, document.languages)
    return spoken


def pruned(document: Document, former: Document, unwanted: Collection[Key] = ()) -> Document:
    """`document`, made from `former` by taking parts away, none of its own parts looking at what is gone."""
    held = {theme.code for theme in former.walk() if theme.questions or theme.themes}
    while True:
        after = _Pruning(names_of(document.questions()), unwanted, held).document(document)
        if after == document:
            return _linked(document, former)
        document = after


def _following(document: Document, clashes: Clashes, theirs: set[Key]) -> Document:
    """What referred to parts given up for those of the base refers to these."""
    back = clashes.back(theirs)
    terms = {key[1]: clashes.original[key] for key in theirs if key[0] == "term"}

    def question(one: Question) -> Question:
        followed = tuple(dict.fromkeys(terms.get(term, term) for term in one.terms))
        return replace(referring(one, back), terms=followed)

    def theme(one: Theme) -> Theme:
        questions = tuple(map(question, one.questions))
        return replace(referring(one, back), questions=questions, themes=tuple(map(theme, one.themes)))

    notes = tuple(referring(note, back) for note in document.legal_notes)
    resources = tuple(referring(resource, back) for resource in document.resources)
    express = tuple(dict.fromkeys(back.codes(document.express)))
    themes = tuple(map(theme, document.themes))
    return replace(document, themes=themes, legal_notes=notes, resources=resources, express=express)


class _Pruning:
    """One pass over what is ours: `held` are the themes that had something to hold."""

    def __init__(self, names: Names, unwanted: Collection[Key], held: set[str]) -> None:
        self.names, self.unwanted, self.held = names, unwanted, held

    def document(self, document: Document) -> Document:
        return replace(document, themes=self._themes(document.themes))

    def _themes(self, themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
        found = (self._theme(theme) for theme in themes)
        return tuple(theme for theme in found if theme is not None)

    def _theme(self, theme: Theme) -> Theme | None:
        questions = tuple(one for each in theme.questions if (one := self._question(each)) is not None)
        theme = replace(theme, questions=questions, themes=self._themes(theme.themes))
        if theme.origin:
            return theme
        emptied = theme.code in self.held and not theme.questions and not theme.themes
        condition = kept(theme.visible_if, self.names)
        if emptied or (condition != theme.visible_if and ("theme", theme.code) in self.unwanted):
            return None
        return replace(theme, visible_if=condition)

    def _question(self, question: Question) -> Question | None:
        if question.origin:
            return question
        condition = kept(question.visible_if, self.names)
        unwanted = condition != question.visible_if and ("question", question.code) in self.unwanted
        if unwanted or lost(question.formula, self.names):
            return None
        return replace(question, visible_if=condition)


def _linked(document: Document, layer: Document) -> Document:
    """Of ours, only links to what is there, and sentences of ours for themes of ours."""
    asked = {question.code for question in document.questions()}
    terms = {term.code for term in document.terms}
    there = {theme.code: theme.origin for theme in document.walk()}
    own = {code for code, origin in there.items() if not origin}
    ours = {level.code: level.themes for level in layer.levels}

    def known(codes: tuple[str, ...], among: set[str]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in among)

    def linked(one: T) -> T:
        return one if one.origin else replace(one, questions=known(one.questions, asked))

    def theme(one: Theme) -> Theme:
        questions = tuple(replace(question, terms=known(question.terms, terms)) for question in one.questions)
        return replace(one, questions=questions, themes=tuple(map(theme, one.themes)))

    levels = tuple(
        replace(level, themes={code: words for code, words in _sentences(level, ours, own).items() if code in there})
        for level in document.levels
    )
    return replace(
        document,
        themes=tuple(map(theme, document.themes)),
        levels=levels,
        express=known(document.express, asked),
        legal_notes=tuple(linked(note) for note in document.legal_notes),
        resources=tuple(linked(resource) for resource in document.resources),
    )


def _sentences(level: Level, ours: Mapping[str, Mapping[str, Texts]], own: set[str]) -> dict[str, Texts]:
    """Those of the base, and ours for themes of ours."""
    added = ours.get(level.code, {})
    return {**level.themes, **{code: words for code, words in added.items() if code in own}}


def _spoken(part: Any, languages: tuple[str, ...]) -> Any:
    """`part` without the words in languages that are not among `languages`."""
    if isinstance(part, Mapping):
        if all(isinstance(value, str) for value in part.values()):
            return {language: words for language, words in part.items() if language in languages}
        return {key: _spoken(value, languages) for key, value in part.items()}
    if isinstance(part, tuple):
        return tuple(_spoken(each, languages) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _spoken(getattr(part, field.name), languages) for field in fields(part)})
    return part
