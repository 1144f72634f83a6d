"""The rows that each type of question is made of."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import values
from assessments.editor.forms.cells import Column
from assessments.editor.forms.profile import profile_column
from assessments.editor.forms.rows import Table
from assessments.frameworks.domain import plain
from assessments.frameworks.domain.document import Document, Question
from core.text import pick

CHOICES = ("single", "multiple", "yes_no", "scale")
BANDS = ("number", "percentage", "computed")
COLUMN_KINDS = [(kind, wording.KINDS[kind]) for kind in ("text", "number", "percentage", "date")]


def tables_for(document: Document, question: Question, allowed: frozenset[str]) -> list[Table]:
    """Those that suit its type and that one may change."""
    found = []
    if question.kind in CHOICES and "choices" in allowed:
        found.append(_choices(document, question))
    if question.kind in ("scale", "table") and "items" in allowed:
        found.append(_table(document, question, "items", _("Lines"), (CODE, TITLE)))
    if question.kind == "table" and "columns" in allowed:
        kind = Column("type", _("Type"), "select", COLUMN_KINDS)
        unit = Column("unit", _("Unit"), "texts")
        found.append(_table(document, question, "columns", _("Columns"), (CODE, kind, TITLE, unit)))
    if question.kind in BANDS and "bands" in allowed:
        figures = (Column("low", _("From"), "figure"), Column("high", _("To"), "figure"), POINTS)
        found.append(_table(document, question, "bands", _("Points by band"), figures))
    if "variants" in allowed:
        found.append(_variants(document, question))
    return found


CODE = Column("code", _("Code"), "code")
TITLE = Column("title", _("Wording"), "texts", required=True)
POINTS = Column("points", _("Points"), "figure")
BLANKS: dict[str, dict[str, Any]] = {
    "choices": {"code": "", "counts_as": "", "origin": "", "title": {}, "points": "", "help": {}},
    "items": {"code": "", "title": {}},
    "columns": {"code": "", "title": {}, "type": "text"},
    "variants": {"when": {}},
    "bands": {"low": "", "high": "", "points": "0"},
}


def _choices(document: Document, question: Question) -> Table:
    fixed = question.kind == "yes_no"
    columns = [CODE, POINTS, replace(TITLE, required=not fixed), Column("help", _("Help"), "texts")]
    if question.origin:
        inherited = [(choice.code, pick(choice.title) or choice.code) for choice in question.choices if choice.origin]
        columns.insert(2, Column("counts_as", _("Counts as"), "select", [("", "–"), *inherited]))
    return _table(document, question, "choices", _("Choices"), tuple(columns), fixed=fixed)


def _variants(document: Document, question: Question) -> Table:
    words = tuple(Column(name, wording.field_name(name), "texts") for name in plain.VARIANT_TEXTS)
    columns = (profile_column(document, "when", _("For")), *words)
    return _table(document, question, "variants", wording.FIELDS["variants"], columns, check=_variant_fault)


def _variant_fault(variant: Mapping[str, Any]) -> Any:
    if not variant["when"]:
        return _("Tick which organisations read these words.")
    return "" if any(variant.get(name) for name in plain.VARIANT_TEXTS) else _("Write the words that they read.")


def _table(
    document: Document, question: Question, name: str, legend: Any, columns: tuple[Column, ...], **more: Any
) -> Table:
    parts = values.value_of("question", question, name)
    return Table(
        name,
        legend,
        columns,
        document.languages,
        parts,
        lambda: dict(BLANKS[name]),
        layer=bool(question.origin),
        **more,
    )
