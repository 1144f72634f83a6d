"""Reading our own format, `assett-framework/1` (docs/frameworks.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, get_args

from assessments.frameworks.domain import parts
from assessments.frameworks.domain.checks import check
from assessments.frameworks.domain.conditions import condition, limits
from assessments.frameworks.domain.document import Choice, Document, Limits, Question, Theme
from assessments.frameworks.domain.fields import CODE, VERSION_LIMIT, Fields, Notes, each, unique
from assessments.frameworks.domain.keys import DOCUMENT_KEYS, NOTE_KEYS, QUESTION_KEYS, THEME_KEYS
from assessments.frameworks.domain.yamlfile import Map
from assessments.scoring.model import QuestionKind

__all__ = ["DOCUMENT_KEYS", "FORMAT", "NOTE_KEYS", "QUESTION_KEYS", "QUESTION_TYPES", "THEME_KEYS", "read_framework"]

FORMAT = "assett-framework/1"
QUESTION_TYPES: tuple[str, ...] = get_args(QuestionKind)
MAX_ROWS = 200
"""Of a table that one person fills."""
LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def read_framework(root: Map, notes: Notes) -> Document:
    """The document, complete where the file is sound; the problems go to `notes`."""
    fields = Fields(notes, root, "")
    notes.languages = _languages(fields)
    fields.only(DOCUMENT_KEYS)
    return _Reader(notes).document(fields)


def _languages(fields: Fields) -> tuple[str, ...]:
    """Those declared, each once; French where none is."""
    declared = dict.fromkeys(fields.words("languages"))
    for word in declared:
        if not LANGUAGE.match(word):
            fields.problem("bad_language", "languages", value=word[:60])
    return tuple(declared) or ("fr",)


@dataclass(slots=True)
class _Reader:
    notes: Notes
    yes_no_points: tuple[Fraction, Fraction] = (Fraction(1), Fraction(0))
    themes: list[tuple[Fields, str]] = field(default_factory=list)
    questions: list[tuple[Fields, str]] = field(default_factory=list)

    def document(self, fields: Fields) -> Document:
        scale = parts.scale(fields)
        if scale["points_ceiling"] is not None:
            self.yes_no_points = (scale["points_ceiling"], scale["points_floor"])
        themes = each(fields.children("themes", required=True), self.theme)
        unique(self.notes, self.themes)
        unique(self.notes, self.questions)
        document = Document(
            code=fields.code(),
            version=fields.word("version", required=True, limit=VERSION_LIMIT),
            languages=self.notes.languages,
            title=fields.texts("title", required=True),
            description=fields.texts("description"),
            instructions=fields.texts("instructions"),
            licence=fields.word("licence", limit=20_000),
            source=fields.texts("source"),
            themes=themes,
            express=fields.words("express"),
            seconds_per_question=fields.integer("seconds_per_question", 30, 5, 600),
            unknown_is_zero=fields.among("unknown", ("excluded", "zero"), "excluded") == "zero",
            **scale,
            **parts.completeness(fields),
            **_layer(fields),
            **_beside(fields),
        )
        check(document, fields, dict(_lines(self.themes)), dict(_lines(self.questions)))
        return document

    def theme(self, fields: Fields) -> Theme:
        fields.only(THEME_KEYS)
        code = fields.code()
        self.themes.append((fields, code))
        return Theme(
            code=code,
            title=fields.texts("title", required=True),
            description=fields.texts("description"),
            combine=fields.among("combine", ("mean", "sum"), "mean"),  # type: ignore[arg-type]
            questions=each(fields.children("questions"), self.question),
            themes=each(fields.children("themes"), self.theme),
            **_node(fields),
        )

    def question(self, fields: Fields) -> Question:
        fields.only(QUESTION_KEYS)
        code = fields.code()
        self.questions.append((fields, code))
        kind = _kind(fields)
        return Question(
            code=code,
            kind=kind,
            name=fields.texts("name"),
            title=fields.texts("title", required=True),
            why=fields.texts("why"),
            help=fields.texts("help"),
            example=fields.texts("example"),
            unit=fields.texts("unit"),
            effort=fields.texts("effort"),
            evidence=fields.texts("evidence"),
            combine=fields.among("combine", ("sum", "best"), "sum"),  # type: ignore[arg-type]
            not_concerned=fields.boolean("not_concerned", True),
            unknown=fields.boolean("unknown", True),
            time_bound=fields.boolean("time_bound", False),
            choices=self.choices(fields, kind),
            bands=each(fields.children("bands"), parts.band),
            items=parts.coded(fields.children("items"), parts.item),
            columns=parts.coded(fields.children("columns"), parts.column),
            row_limit=fields.integer("rows", 0, 0, MAX_ROWS),
            formula=fields.word("formula"),
            terms=fields.words("terms"),
            axes=fields.words("axes"),
            variants=each(fields.children("variants"), parts.variant),
            **_node(fields),
        )

    def choices(self, fields: Fields, kind: QuestionKind) -> tuple[Choice, ...]:
        """Those of the file; a yes/no question may leave them out, "yes" being then worth the most."""
        found = parts.coded(fields.children("choices"), parts.choice)
        if kind != "yes_no":
            return found
        if not found:
            pairs = zip(("yes", "no"), self.yes_no_points, strict=True)
            return tuple(parts.yes_no(fields, code, points) for code, points in pairs)
        if {choice.code for choice in found} != {"yes", "no"}:
            fields.problem("yes_no_choices", "choices")
        return found


def _node(fields: Fields) -> dict[str, Any]:
    """What themes and questions have in common."""
    return {
        "weight": fields.weight(),
        "applies": fields.applicability("applies"),
        "visible_if": condition(fields),
        "hidden": fields.boolean("hidden", False),
        "limits": limits(fields),
        "origin": fields.code("origin", required=False),
    }


def _layer(fields: Fields) -> dict[str, Any]:
    """Over what the document stands, for whom, and what it lets the next layers do."""
    base = fields.word("extends")
    code, at, number = base.partition("@")
    if base and not (at and CODE.match(code) and 0 < len(number) <= VERSION_LIMIT):
        fields.problem("bad_base", "extends", value=base[:60])
        base = ""
    return {
        "base": base,
        "core": fields.code("core", required=False),
        "audience": fields.applicability("audience"),
        "limits": limits(fields) or Limits(),
    }


def _beside(fields: Fields) -> dict[str, Any]:
    """What stands beside the tree."""
    return {
        "levels": parts.coded(fields.children("levels"), parts.level),
        "traits": parts.coded(fields.children("traits"), parts.trait),
        "terms": parts.coded(fields.children("glossary"), parts.term),
        "legal_notes": parts.coded(fields.children("legal_notes"), parts.note),
        "resources": parts.coded(fields.children("resources"), parts.resource),
    }


def _kind(fields: Fields) -> QuestionKind:
    value = fields.word("type", required=True)
    if value and value not in QUESTION_TYPES:
        fields.problem("unknown_type", "type", value=value[:60], among=", ".join(QUESTION_TYPES))
    return value if value in QUESTION_TYPES else "text"  # type: ignore[return-value]


def _lines(items: Iterable[tuple[Fields, str]]) -> list[tuple[str, Fields]]:
    return [(code, fields) for fields, code in items]


def is_ours(root: Any) -> bool:
    return isinstance(root, Map) and "format" in root


def refuse_format(root: Map, notes: Notes) -> bool:
    """Whether the format is another than ours, said in `notes`."""
    if root["format"] == FORMAT:
        return False
    notes.add("unknown_format", root.line_of("format"), "format", format=str(root["format"])[:60])
    return True
