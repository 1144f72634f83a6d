"""The rows that each type of question is made of."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import values
from assessments.editor.forms.rows import Column, Table
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
    return found


CODE = Column("code", _("Code"), "code")
TITLE = Column("title", _("Wording"), "texts")
POINTS = Column("points", _("Points"), "figure")
BLANKS: dict[str, dict[str, Any]] = {
    "choices": {"code": "", "counts_as": "", "origin": "", "title": {}, "points": "", "help": {}},
    "items": {"code": "", "title": {}},
    "columns": {"code": "", "title": {}, "type": "text"},
    "bands": {"low": "", "high": "", "points": "0"},
}


def _choices(document: Document, question: Question) -> Table:
    columns = [CODE, POINTS, TITLE, Column("help", _("Help"), "texts")]
    if question.origin:
        inherited = [(choice.code, pick(choice.title) or choice.code) for choice in question.choices if choice.origin]
        columns.insert(2, Column("counts_as", _("Counts as"), "select", [("", "–"), *inherited]))
    return _table(document, question, "choices", _("Choices"), tuple(columns), fixed=question.kind == "yes_no")


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
