"""Reading our own format, `assett-framework/1` (docs/frameworks.md)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol, TypeVar, get_args

from assessments.frameworks.domain.checks import check
from assessments.frameworks.domain.document import (
    MARKS,
    TRAITS,
    Band,
    Choice,
    Document,
    LegalNote,
    Level,
    Question,
    Term,
    Texts,
    Theme,
    Trait,
    Variant,
)
from assessments.frameworks.domain.fields import VERSION_LIMIT, Fields, Notes, applicability, each, unique
from assessments.frameworks.domain.yamlfile import Map, Seq
from assessments.scoring import Applicability
from assessments.scoring.model import QuestionKind


class Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)
FORMAT = "assett-framework/1"
QUESTION_TYPES: tuple[str, ...] = get_args(QuestionKind)
YES_NO_TITLES: dict[str, dict[str, str]] = {
    "yes": {"fr": "Oui", "en": "Yes"},
    "no": {"fr": "Non", "en": "No"},
}
DOCUMENT_KEYS = (
    "format",
    "code",
    "version",
    "languages",
    "title",
    "description",
    "instructions",
    "licence",
    "source",
    "scale",
    "points",
    "unknown",
    "completeness",
    "seconds_per_question",
    "levels",
    "traits",
    "glossary",
    "legal_notes",
    "express",
    "themes",
)
THEME_KEYS = ("code", "title", "description", "weight", "applies", "combine", "questions", "themes")
QUESTION_KEYS = (
    "code",
    "type",
    "name",
    "title",
    "why",
    "help",
    "example",
    "unit",
    "effort",
    "evidence",
    "weight",
    "combine",
    "not_concerned",
    "unknown",
    "applies",
    "choices",
    "bands",
    "terms",
    "axes",
    "variants",
)
NOTE_KEYS = (
    "code",
    "text",
    "who",
    "place",
    "since",
    "source",
    "mark",
    "checked_on",
    "review_by",
    "questions",
)


def read_framework(root: Map, notes: Notes) -> Document:
    """The document, complete where the file is sound; the problems go to `notes`."""
    fields = Fields(notes, root, "")
    notes.languages = fields.words("languages") or ("fr",)
    fields.only(DOCUMENT_KEYS)
    return _Reader(notes).document(fields)


@dataclass(slots=True)
class _Reader:
    notes: Notes
    yes_no_points: tuple[Fraction, Fraction] = (Fraction(1), Fraction(0))
    themes: list[tuple[Fields, str]] = field(default_factory=list)
    questions: list[tuple[Fields, str]] = field(default_factory=list)

    def document(self, fields: Fields) -> Document:
        scale = _scale(fields)
        if scale["points_ceiling"] is not None:
            self.yes_no_points = (scale["points_ceiling"], scale["points_floor"])
        themes = each(fields.children("themes", required=True), self.theme)
        unique(self.notes, self.themes)
        unique(self.notes, self.questions)
        parts: dict[str, Any] = {
            "levels": _coded(fields.children("levels"), _level),
            "traits": _coded(fields.children("traits"), _trait),
            "terms": _coded(fields.children("glossary"), _term),
            "legal_notes": _coded(fields.children("legal_notes"), _note),
        }
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
            **_completeness(fields),
            **parts,
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
            weight=fields.weight(),
            applies=fields.applicability("applies"),
            combine=fields.among("combine", ("mean", "sum"), "mean"),  # type: ignore[arg-type]
            questions=each(fields.children("questions"), self.question),
            themes=each(fields.children("themes"), self.theme),
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
            weight=fields.weight(),
            combine=fields.among("combine", ("sum", "best"), "sum"),  # type: ignore[arg-type]
            not_concerned=fields.boolean("not_concerned", True),
            unknown=fields.boolean("unknown", True),
            applies=fields.applicability("applies"),
            choices=self.choices(fields, kind),
            bands=each(fields.children("bands"), _band),
            terms=fields.words("terms"),
            axes=fields.words("axes"),
            variants=each(fields.children("variants"), _variant),
        )

    def choices(self, fields: Fields, kind: QuestionKind) -> tuple[Choice, ...]:
        """Those of the file; a yes/no question may leave them out, "yes" being then worth the most."""
        found = _coded(fields.children("choices"), _choice)
        if kind != "yes_no":
            return found
        if not found:
            pairs = zip(("yes", "no"), self.yes_no_points, strict=True)
            return tuple(_yes_no(fields, code, points) for code, points in pairs)
        if {choice.code for choice in found} != {"yes", "no"}:
            fields.problem("yes_no_choices", "choices")
        return found


def _kind(fields: Fields) -> QuestionKind:
    value = fields.word("type", required=True)
    if value and value not in QUESTION_TYPES:
        fields.problem("unknown_type", "type", value=value[:60], among=", ".join(QUESTION_TYPES))
    return value if value in QUESTION_TYPES else "text"  # type: ignore[return-value]


def _yes_no(fields: Fields, code: str, points: Fraction) -> Choice:
    known = YES_NO_TITLES[code]
    titles: Texts = {lang: known.get(lang, known["en"]) for lang in fields.notes.languages}
    return Choice(code, titles, points)


def _choice(fields: Fields) -> Choice:
    fields.only(("code", "points", "title", "help"))
    code = fields.code()
    if code in ("na", "unknown"):
        fields.problem("reserved_code", "code", value=code)
    title = fields.texts("title", required=code not in ("yes", "no"))
    return Choice(code, title or YES_NO_TITLES.get(code, {}), fields.number("points"), fields.texts("help"))


def _band(fields: Fields) -> Band:
    fields.only(("from", "to", "points"))
    points = fields.number("points")
    if points is None:
        fields.problem("missing", "points", key="points")
    return Band(fields.number("from"), fields.number("to"), points or Fraction(0))


def _variant(fields: Fields) -> Variant:
    fields.only(("when", "title", "why", "help", "example"))
    return Variant(
        when=fields.applicability("when"),
        title=fields.texts("title"),
        why=fields.texts("why"),
        help=fields.texts("help"),
        example=fields.texts("example"),
    )


def _level(fields: Fields) -> Level:
    fields.only(("code", "from", "title", "group_title", "text", "themes"))
    low = fields.number("from")
    if low is None:
        fields.problem("missing", "from", key="from")
    themes = fields.child("themes")
    return Level(
        code=fields.code(),
        low=low or Fraction(0),
        title=fields.texts("title", required=True),
        group_title=fields.texts("group_title"),
        text=fields.texts("text"),
        themes={code: themes.texts(code) for code in themes.map},
    )


def _trait(fields: Fields) -> Trait:
    fields.only(("code", "title", "help", "default"))
    code = fields.among("code", TRAITS, "")
    title, words = fields.texts("title", required=True), fields.texts("help")
    return Trait(code, title, words, _defaults(fields))


def _defaults(fields: Fields) -> tuple[Applicability, ...]:
    """One applicability, or a list of them: any one is enough."""
    if isinstance(fields.map.get("default"), Seq):
        return each(fields.children("default"), applicability)
    return (fields.applicability("default"),) if fields.map.get("default") is not None else ()


def _term(fields: Fields) -> Term:
    fields.only(("code", "term", "definition"))
    return Term(
        code=fields.code(),
        term=fields.texts("term", required=True),
        definition=fields.texts("definition", required=True),
    )


def _note(fields: Fields) -> LegalNote:
    fields.only(NOTE_KEYS)
    note = LegalNote(
        code=fields.code(),
        text=fields.texts("text", required=True),
        mark=fields.among("mark", MARKS, "to_check"),  # type: ignore[arg-type]
        who=fields.applicability("who"),
        place=fields.word("place", limit=120),
        since=fields.day("since"),
        source=fields.word("source"),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        questions=fields.words("questions"),
    )
    if note.mark == "verified" and not note.source:
        fields.problem("missing_source", "mark")
    if note.checked_on and note.review_by and note.review_by < note.checked_on:
        fields.problem("dates_order", "review_by")
    return note


def _coded(items: list[Fields], read: Callable[[Fields], T]) -> tuple[T, ...]:
    """The items read, their codes unique among themselves."""
    made = each(items, read)
    if items:
        unique(items[0].notes, [(item, one.code) for item, one in zip(items, made, strict=True)])
    return made


def _scale(fields: Fields) -> dict[str, Any]:
    scale, points = fields.child("scale"), fields.child("points")
    scale.only(("min", "max", "decimals"))
    points.only(("min", "max"))
    found = {
        "minimum": scale.number("min", Fraction(0)),
        "maximum": scale.number("max", Fraction(100)),
        "decimals": scale.integer("decimals", 0, 0, 4),
        "points_floor": points.number("min"),
        "points_ceiling": points.number("max"),
    }
    if (found["points_floor"] is None) != (found["points_ceiling"] is None):
        missing = "min" if found["points_floor"] is None else "max"
        points.problem("missing", missing, key=missing)
        found["points_floor"] = found["points_ceiling"] = None
    return found


def _completeness(fields: Fields) -> dict[str, Any]:
    share = fields.child("completeness")
    share.only(("overall", "theme"))
    return {"completeness": share.percent("overall"), "theme_completeness": share.percent("theme")}


def _lines(items: list[tuple[Fields, str]]) -> list[tuple[str, Fields]]:
    return [(code, fields) for fields, code in items]


def is_ours(root: Any) -> bool:
    return isinstance(root, Map) and "format" in root


def refuse_format(root: Map, notes: Notes) -> bool:
    """Whether the format is another than ours, said in `notes`."""
    if root["format"] == FORMAT:
        return False
    notes.add("unknown_format", root.line_of("format"), "format", format=str(root["format"])[:60])
    return True
