"""What differs between two versions, in words: each part that changed, with its fields before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.domain.conflicts import Conflict
from assessments.frameworks.domain.diff import Change, diff
from assessments.frameworks.domain.document import Document, Limits
from assessments.frameworks.domain.nodes import nodes
from assessments.scoring import Applicability
from core.text import pick

Words = str | Promise

KINDS: dict[str, Words] = {
    "document": gettext_lazy("The questionnaire"),
    "theme": gettext_lazy("Theme"),
    "question": gettext_lazy("Question"),
    "choice": gettext_lazy("Answer offered"),
    "level": gettext_lazy("Level"),
    "trait": gettext_lazy("Profile answer"),
    "term": gettext_lazy("Glossary term"),
    "legal_note": gettext_lazy("Legal note"),
    "resource": gettext_lazy("Resource"),
}
FIELDS: dict[str, Words] = {
    "title": gettext_lazy("Wording"),
    "name": gettext_lazy("Short name"),
    "why": gettext_lazy("Why this question"),
    "help": gettext_lazy("Help"),
    "example": gettext_lazy("Example"),
    "description": gettext_lazy("Description"),
    "instructions": gettext_lazy("Instructions"),
    "weight": gettext_lazy("Weight"),
    "points": gettext_lazy("Points"),
    "counts_as": gettext_lazy("Counts as"),
    "kind": gettext_lazy("Type"),
    "unit": gettext_lazy("Unit"),
    "effort": gettext_lazy("Effort"),
    "evidence": gettext_lazy("Evidence"),
    "combine": gettext_lazy("How points are put together"),
    "not_concerned": gettext_lazy("“Not concerned” is offered"),
    "unknown": gettext_lazy("“I don't know” is offered"),
    "applies": gettext_lazy("For whom"),
    "visible_if": gettext_lazy("Asked if"),
    "bands": gettext_lazy("Points by band"),
    "items": gettext_lazy("Items"),
    "columns": gettext_lazy("Columns"),
    "formula": gettext_lazy("Formula"),
    "hidden": gettext_lazy("Hidden"),
    "limits": gettext_lazy("What layers may change"),
    "variants": gettext_lazy("Other words by profile"),
    "terms": gettext_lazy("Terms explained"),
    "parent": gettext_lazy("Place"),
    "position": gettext_lazy("Rank"),
    "low": gettext_lazy("Starts at"),
    "text": gettext_lazy("Text"),
    "definition": gettext_lazy("Definition"),
    "version": gettext_lazy("Version"),
    "licence": gettext_lazy("Licence"),
    "time_bound": gettext_lazy("Asked again each year"),
    "url": gettext_lazy("Address"),
    "questions": gettext_lazy("Questions"),
}
SILENT = {"base", "core", "origin", "version"}
"""Fields of the machinery, which say nothing to an author."""
REASONS: dict[str, Words] = {
    "both_changed": gettext_lazy("You changed it, and so did the core, otherwise."),
    "limits": gettext_lazy("The core does not allow any more what you did here."),
    "dropped_changed": gettext_lazy("The core has dropped this question, which you had changed."),
    "dropped_holds": gettext_lazy("The core has dropped this theme, which holds parts of yours."),
    "same_code": gettext_lazy("The core now uses the code of one of your parts for one of its own."),
    "counts_as_gone": gettext_lazy("The core has dropped the answer that yours counts as."),
    "reference_gone": gettext_lazy("A condition or a formula of yours looks at what the core has dropped."),
}


class Field(NamedTuple):
    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part that changed. `state`: "added", "removed" or "changed", with `fields` for the last."""

    state: str
    kind: Words
    code: str
    title: str
    fields: tuple[Field, ...]


def parts_changed(old: Document, new: Document) -> list[Part]:
    """By part, in the order of the diff: all that an author would see."""
    changes = diff(old, new)
    whole = {change.code for change in changes if change.node == "question" and change.kind in ("added", "removed")}
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.field not in SILENT and not _goes_with(change, whole):
            grouped.setdefault((change.node, change.code), []).append(change)
    return [_part(changes) for changes in grouped.values()]


def _goes_with(change: Change, questions: set[str]) -> bool:
    """Whether it is an answer of a question that comes, or goes, whole."""
    return change.node == "choice" and change.code.partition("/")[0] in questions


def _part(changes: list[Change]) -> Part:
    first = changes[0]
    whole = first.kind in ("added", "removed")
    return Part(
        first.kind if whole else "changed",
        KINDS[first.node],
        first.code,
        pick(first.title) or first.code,
        () if whole else tuple(Field(field_label(one.field), said(one.before), said(one.after)) for one in changes),
    )


class Choice(NamedTuple):
    """One way to settle a conflict."""

    value: str
    label: Words
    text: str
    chosen: bool


class Clash(NamedTuple):
    """A conflict as it is put to the author."""

    id: str
    kind: Words
    code: str
    title: str
    field: Words
    reason: Words
    choices: list[Choice]


def clashes(
    conflicts: Iterable[Conflict], mine: Document, theirs: Document, decisions: Mapping[str, str]
) -> list[Clash]:
    known = nodes(theirs) | nodes(mine)
    return [_clash(one, known, decisions.get(one.id, "")) for one in conflicts]


def _clash(conflict: Conflict, known: Mapping[Any, Any], decision: str) -> Clash:
    node = known.get((conflict.node, conflict.code))
    sides: dict[str, tuple[Words, Any]] = {
        "mine": (gettext_lazy("Keep ours"), conflict.mine),
        "theirs": (gettext_lazy("Take the core's"), conflict.theirs),
    }
    alone = len(conflict.options) == 1
    return Clash(
        conflict.id,
        KINDS[conflict.node],
        conflict.code,
        (pick(node.title) if node else "") or conflict.code,
        field_label(conflict.field) if conflict.field else "",
        REASONS[conflict.reason],
        [Choice(side, sides[side][0], said(sides[side][1]) or _("nothing: it goes"), alone or side == decision)
         for side in conflict.options],
    )  # fmt: skip


def field_label(name: str) -> Words:
    return FIELDS.get(name, name)


def said(value: Any) -> str:
    """A value of a document as one reads it; "" for nothing."""
    if value is None or value == () or value == {} or value == frozenset():
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Fraction):
        return f"{float(value):g}".replace(".", ",") if value.denominator in (1, 2, 4, 5, 8, 10, 100) else str(value)
    if isinstance(value, Applicability | Limits):
        return _facts(value)
    if isinstance(value, Mapping):
        return pick(value)
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(said(one) for one in (sorted(value) if isinstance(value, frozenset) else value))
    if is_dataclass(value):
        return _named(value)
    return str(value)


def _named(part: Any) -> str:
    """A part by its words; a condition, a band… by what it holds."""
    words = pick(getattr(part, "title", None) or getattr(part, "term", None) or {})
    return words or _facts(part)


def _facts(part: Any) -> str:
    held = ((one.name, said(getattr(part, one.name))) for one in fields(part))
    return ", ".join(f"{field_label(name)} {text}" for name, text in held if text)
