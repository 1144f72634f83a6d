"""An edit told in words: what was changed, from what to what."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.editor import wording
from assessments.editor.domain import values
from assessments.editor.domain.operations import Operation, from_dict
from assessments.editor.models import Edit
from assessments.frameworks.domain.document import Document
from core.text import pick

LONGEST = 160  # characters of a value
KINDS = {
    "add": gettext_lazy("added"),
    "remove": gettext_lazy("removed"),
    "move": gettext_lazy("moved"),
}
PARTS = gettext_lazy("changed")


class Change(NamedTuple):
    """`before` and `after` are "" where a word says enough."""

    what: str
    before: str
    after: str


def summary(edit: Edit) -> str:
    """ "EN1: Weight" """
    last = from_dict(edit.operations[-1])
    return ", ".join([_name(last), _act(last)]) if last.kind != "set" else f"{_name(last)} : {_act(last)}"


def sentences(document: Document, edit: Edit) -> list[Change]:
    return [told(document, from_dict(stored)) for stored in edit.operations]


def told(document: Document, operation: Operation) -> Change:
    """One operation in words."""
    what = f"{_name(operation)} : {_act(operation)}"
    if operation.kind != "set":
        return Change(what, "", "")
    before, after = (_value(document, operation, value) for value in (operation.before, operation.after))
    return Change(what, before, after)


def _name(operation: Operation) -> str:
    return operation.code or _("the questionnaire")


def _act(operation: Operation) -> str:
    return wording.field_name(operation.field) if operation.kind == "set" else str(KINDS[operation.kind])


def _value(document: Document, operation: Operation, value: Any) -> str:
    """In words where there are some; what is a list is counted."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if operation.field == "visible_if":
        return wording.condition(document, values.from_value(operation.node, "visible_if", value)) or _("always")
    if operation.field in ("applies", "audience"):
        return wording.applies(document, values.from_value(operation.node, operation.field, value)) or _("everyone")
    if operation.field == "limits":
        return wording.limits(operation.node, values.from_value(operation.node, "limits", value)) or _(
            "what the settings say"
        )
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return _cut(pick(value)) or _("nothing")
    if isinstance(value, list):
        return _cut(", ".join(_part(part) for part in value)) or _("nothing")
    return _cut(str(value)) or _("nothing")


def _part(part: Any) -> str:
    if not isinstance(part, dict):
        return str(part)
    title = pick(part.get("title") or part.get("term") or part.get("text") or {})
    points = part.get("points")
    name = title or part.get("code") or f"{part.get('low', '')}–{part.get('high', '')}"
    return f"{name} ({points})" if points not in (None, "") else str(name)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
