"""The tree of a version as its page shows it: one line by theme and question."""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from assessments.editor import wording
from assessments.editor.domain.rights import Rights, rights
from assessments.frameworks.domain.document import Document, Question, Theme
from core.text import pick


class Tag(NamedTuple):
    """`kind` is "", "accent", "ok" or "warn"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A theme or a question. `first`, `last`: among its siblings of the same kind. `own`: may be moved."""

    node: str
    code: str
    title: str
    url: str
    facts: str
    tags: tuple[Tag, ...]
    rights: Rights
    hidden: bool
    first: bool
    last: bool
    questions: tuple["Line", ...] = ()
    themes: tuple["Line", ...] = ()
    count: int = 0

    @property
    def key(self) -> str:
        """What names it in addresses and ids."""
        return f"{self.node}-{self.code}"


def lines(document: Document, pk: int) -> tuple[Line, ...]:
    """The top themes of version `pk`, with what stands below them."""
    return tuple(
        _theme(document, theme, pk, place, len(document.themes)) for place, theme in enumerate(document.themes)
    )


def _theme(document: Document, theme: Theme, pk: int, place: int, among: int) -> Line:
    asked = len(theme.questions)
    return Line(
        node="theme",
        code=theme.code,
        title=pick(theme.title),
        url=reverse("editor:theme", args=[pk, theme.code]),
        facts=_weight(theme),
        tags=_tags(document, theme),
        rights=rights(document, theme),
        hidden=theme.hidden,
        first=place == 0,
        last=place == among - 1,
        questions=tuple(_question(document, one, pk, n, asked) for n, one in enumerate(theme.questions)),
        themes=tuple(_theme(document, one, pk, n, len(theme.themes)) for n, one in enumerate(theme.themes)),
        count=sum(len(one.questions) for one in theme.walk()),
    )


def _question(document: Document, question: Question, pk: int, place: int, among: int) -> Line:
    return Line(
        node="question",
        code=question.code,
        title=pick(question.title),
        url=reverse("editor:node", args=[pk, question.code]),
        facts=" · ".join(part for part in (wording.kind(question), _weight(question)) if part),
        tags=_tags(document, question),
        rights=rights(document, question),
        hidden=question.hidden,
        first=place == 0,
        last=place == among - 1,
    )


def _weight(node: Theme | Question) -> str:
    if isinstance(node, Question) and not node.is_scored:
        return str(wording.NOT_SCORED)
    return wording.weight_fact(node.weight)


def _tags(document: Document, node: Theme | Question) -> tuple[Tag, ...]:
    origin = wording.origin(document, node)
    condition = wording.condition(document, node.visible_if)
    applies = wording.applies(document, node.applies)
    found = (
        Tag("" if node.origin else "accent", origin) if origin else None,
        Tag("warn", str(wording.HIDDEN)) if node.hidden else None,
        Tag("", wording.asked_if(condition)) if condition else None,
        Tag("", wording.asked_to(applies)) if applies else None,
        Tag("", str(wording.EACH_YEAR)) if isinstance(node, Question) and node.time_bound else None,
    )
    return tuple(tag for tag in found if tag)


def flat(found: tuple[Line, ...], depth: int = 0) -> list[tuple[int, Line]]:
    """Every theme with its depth, parents first: where something may be moved."""
    return [pair for line in found for pair in ((depth, line), *flat(line.themes, depth + 1))]
