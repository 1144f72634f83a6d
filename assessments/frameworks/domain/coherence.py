"""The author's report on a framework: what a careful colleague would point out. Nothing in it stops a publication."""

from collections.abc import Collection, Iterable, Iterator

from assessments.frameworks.domain.checks_logic import leaves
from assessments.frameworks.domain.document import Document, Question, Texts, Theme
from assessments.frameworks.domain.reach import Reach
from assessments.frameworks.domain.readability import LIMITS, LONGEST_SENTENCE, ease
from assessments.frameworks.domain.remarks import Remark, Severity
from assessments.frameworks.domain.texts import texts_of
from assessments.scoring import FormulaError, parse_formula
from assessments.scoring.logic import source_of

__all__ = ["Remark", "report"]

LENGTHS = {"title": 200, "name": 100, "choice": 200, "why": 500, "help": 600, "example": 600, "description": 800}
"""Characters beyond which a text is not read on a telephone. `choice`: the title of a choice, an item or a column."""
NAMED = 3
"""Missing texts that a remark names, the others being counted."""
PROSE = ("title", "why", "help", "example")


def report(document: Document, helped: Collection[str] = ()) -> tuple[Remark, ...]:
    """Everything worth a look, in the order of the tree, then what stands beside it.

    `helped`: codes of the themes and questions that resources from elsewhere help with.
    Faults that stop a publication are not repeated here: see `soundness.faults`.
    """
    nodes = [node for theme in document.themes for node in _shown(theme)]
    asked = _Asked(document)
    return (
        *(remark for node in nodes for remark in _of_node(document, node, asked)),
        *_of_resources(document, helped),
        *_of_parts(document),
    )


def _shown(theme: Theme) -> Iterator[Theme | Question]:
    if theme.hidden:
        return
    yield theme
    yield from (question for question in theme.questions if not question.hidden)
    for child in theme.themes:
        yield from _shown(child)


def _of_node(document: Document, node: Theme | Question, asked: "_Asked") -> Iterator[Remark]:
    yield from asked.remarks(node)
    if not node.weight and (isinstance(node, Theme) or node.is_scored):
        yield _remark("zero_weight", node.code, "advice")
    if isinstance(node, Question):
        yield from _of_points(node, used=node.code in asked.used)
        yield from asked.lost(node)
    yield from _of_texts(document, texts_of(node), node.code)
    if isinstance(node, Question):
        for language in document.languages:
            yield from _of_reading(node, language)


class _Asked:
    """Who can be asked what; a node under one that is never asked is not told again."""

    def __init__(self, document: Document) -> None:
        self._reach = Reach(document)
        self._express = frozenset(document.express)
        self._silent: set[str] = set()
        self._columns = {q.code: frozenset(column.code for column in q.columns) for q in document.questions()}
        self.used = frozenset(self._used(document))
        """Questions that a condition or a formula looks at."""

    def remarks(self, node: Theme | Question) -> Iterator[Remark]:
        if node.code in self._silent or self._reach.is_possible(node.code):
            return
        conditions = self._reach.has_conditions(node.code)
        yield _remark("unreachable" if conditions else "never_asked", node.code, "warning")
        below = list(_shown(node)) if isinstance(node, Theme) else [node]
        self._silent.update(one.code for one in below)
        for one in below:
            if one.code in self._express:
                yield _remark("express_not_asked", one.code, "warning")

    def lost(self, question: Question) -> Iterator[Remark]:
        """A formula that looks at what is hidden has no value."""
        hidden = [code for code in self._sources(question) if code in self._columns and self._reach.is_hidden(code)]
        if hidden:
            yield _remark("formula_hidden", question.code, "warning", questions=", ".join(hidden))

    def _used(self, document: Document) -> Iterator[str]:
        nodes: list[Theme | Question] = [*document.walk(), *document.questions()]
        for node in nodes:
            yield from (leaf.question for leaf in leaves(node.visible_if))
        for question in document.questions():
            yield from self._sources(question)

    def _sources(self, question: Question) -> Iterator[str]:
        for name in sorted(_references(question.formula)):
            yield (source_of(name, self._columns) or (name, ""))[0]


def _references(formula: str) -> frozenset[str]:
    try:
        return parse_formula(formula).references
    except FormulaError:
        return frozenset()


def _of_points(question: Question, *, used: bool) -> Iterator[Remark]:
    for_information = ("text", "date", "file", "table")
    if not question.is_scored and question.kind not in for_information and not used:
        yield _remark("unscored", question.code, "advice")
    without = [choice.code for choice in question.choices if choice.points is None]
    if without and question.is_scored:
        yield _remark("choices_without_points", question.code, "warning", choices=", ".join(without[:NAMED]))


def _of_texts(document: Document, texts: Iterable[tuple[str, Texts]], where: str) -> Iterator[Remark]:
    texts = list(texts)
    for language in document.languages:
        missing = [key for key, text in texts if any(text.values()) and not text.get(language, "").strip()]
        if missing:
            code = "missing_translations" if len(missing) > NAMED else "missing_translation"
            keys = ", ".join(missing[:NAMED])
            yield _remark(code, where, "warning", language=language, count=len(missing), keys=keys)
        yield from _of_length(where, language, [(key, text.get(language, "")) for key, text in texts])


def _of_length(where: str, language: str, texts: list[tuple[str, str]]) -> Iterator[Remark]:
    for key, text in texts:
        *path, name = key.split("/")
        limit = LENGTHS.get("choice" if path and name == "title" and path[0] != "variants" else name)
        if limit is not None and len(text) > limit:
            yield _remark("long_text", where, "advice", key=key, language=language, length=len(text), limit=limit)


def _of_reading(question: Question, language: str) -> Iterator[Remark]:
    texts = {key: getattr(question, key).get(language, "") for key in PROSE}
    whole = ease("\n".join(texts.values()))
    if whole.is_hard(language):
        yield _remark(
            "hard_to_read", question.code, "advice", language=language, index=whole.index, limit=LIMITS[language]
        )
    key, words = max(((key, ease(text).longest) for key, text in texts.items()), key=lambda pair: pair[1])
    if words > LONGEST_SENTENCE:
        params: dict[str, str | int] = {"key": key, "language": language, "words": words, "limit": LONGEST_SENTENCE}
        yield _remark("long_sentence", question.code, "advice", **params)


def _of_resources(document: Document, helped: Collection[str]) -> Iterator[Remark]:
    linked = {*helped, *(code for resource in document.resources for code in resource.questions)}
    themes = [theme for theme in document.themes if not theme.hidden]
    if not linked:
        yield _remark("no_resources", "", "advice")
        return
    for theme in themes:
        if linked.isdisjoint(node.code for node in _shown(theme)):
            yield _remark("theme_without_resources", theme.code, "advice")


def _of_parts(document: Document) -> Iterator[Remark]:
    """What stands beside the tree: the texts of the document itself, levels, traits, terms, notes, resources."""
    parts = (document.levels, document.traits, document.terms, document.legal_notes, document.resources)
    own = [(key, texts) for key, texts in texts_of(document) if "/" not in key]
    yield from _of_texts(document, own, document.code)
    for part in (part for group in parts for part in group):
        yield from _of_texts(document, texts_of(part), part.code)
    linked = {term for question in document.questions() for term in question.terms}
    for term in document.terms:
        if term.code not in linked:
            yield _remark("unused_term", term.code, "advice")


def _remark(code: str, where: str, severity: Severity, **params: str | int) -> Remark:
    return Remark(code, where, severity, {"where": where, **params})
