"""The parts that a version keeps beside its tree: levels, first questions, glossary, law, resources; as rows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import values
from assessments.editor.forms.cells import Column
from assessments.editor.forms.profile import profile_column
from assessments.editor.forms.rows import Table
from assessments.frameworks.domain.document import TRAITS, Document

CODE, TITLE = Column("code", _("Code"), "code"), Column("title", _("Wording"), "texts", required=True)
TRAIT = Column("code", _("About"), "code", [("", "–"), *((code, wording.TRAITS[code]) for code in TRAITS)])
QUESTIONS = Column("questions", _("Questions (codes)"), "words")
MARKS = [(code, wording.MARKS[code]) for code in ("to_check", "secondary", "verified")]
BLANKS: dict[str, dict[str, Any]] = {
    "levels": {"code": "", "low": "", "title": {}, "group_title": {}, "text": {}, "themes": {}},
    "traits": {"code": "", "title": {}, "help": {}, "default": []},
    "terms": {"code": "", "origin": "", "term": {}, "definition": {}},
    "legal_notes": {
        "code": "", "origin": "", "text": {}, "mark": "to_check", "who": {}, "place": "", "since": "", "source": "",
        "checked_on": "", "review_by": "", "questions": [],
    },
    "resources": {"code": "", "url": "", "category": "", "origin": "", "title": {}, "text": {}, "questions": []},
}  # fmt: skip
IN_A_LAYER = ("terms", "legal_notes", "resources")
"""What a layer adds to; the levels and the first questions are those of its base."""


def tables_of(document: Document) -> list[Table]:
    """Those that this version may change."""
    return [_table(document, name) for name in BLANKS if not document.base or name in IN_A_LAYER]


def _table(document: Document, name: str) -> Table:
    parts = values.value_of("document", document, name)
    return Table(
        name,
        wording.field_name(name),
        _columns(document, name),
        document.languages,
        parts,
        lambda: dict(BLANKS[name]),
        layer=bool(document.base),
    )


def _columns(document: Document, name: str) -> tuple[Column, ...]:
    text = Column("text", _("Text"), "texts")
    match name:
        case "levels":
            return (CODE, Column("low", _("From"), "figure"), TITLE, Column("text", _("Sentence"), "texts"))
        case "traits":
            yes = profile_column(document, "default", _("Ticked beforehand for"), "profiles")
            return (TRAIT, TITLE, Column("help", _("Help"), "texts"), yes)
        case "terms":
            word = Column("term", _("Word"), "texts", required=True)
            return (CODE, word, Column("definition", _("Definition"), "texts", required=True))
        case "legal_notes":
            return (*_law(), profile_column(document, "who", _("Whom it concerns")), QUESTIONS)
    return (CODE, TITLE, text, Column("url", _("Address"), "text"), QUESTIONS)


def _law() -> tuple[Column, ...]:
    return (
        CODE,
        Column("mark", _("How far it was checked"), "select", MARKS),
        Column("since", _("In force since"), "date"),
        Column("checked_on", _("Checked on"), "date"),
        Column("review_by", _("To check again by"), "date"),
        Column("text", _("Text"), "texts", required=True),
        Column("place", _("Article"), "text"),
        Column("source", _("Address of the source"), "text"),
    )
