"""The fields of a framework as plain JSON values, and back: what the history keeps and what forms send.

A field of a part is known here or cannot be edited; its codec says how its value turns into JSON.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from assessments.frameworks.domain import document as doc
from assessments.frameworks.domain import plain

Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _list_of(one: Codec) -> Codec:
    write, read = one
    return (lambda parts: [write(part) for part in parts], lambda stored: tuple(read(part) for part in stored))


SAME: Codec = (_same, _same)
TEXTS: Codec = (dict, dict)
WORDS: Codec = (list, tuple)
EXACT: Codec = (str, Fraction)
FIGURE: Codec = (plain.plain_figure, plain.figure_from)
APPLIES: Codec = (plain.plain_applicability, plain.applicability_from)
CONDITION: Codec = (plain.plain_condition, plain.condition_from)
LIMITS: Codec = (plain.plain_limits, plain.limits_from)
DAY: Codec = (lambda value: value.isoformat() if value else "", lambda text: date.fromisoformat(text) if text else None)
WORDINGS: Codec = (
    lambda themes: {code: dict(texts) for code, texts in themes.items()},
    lambda stored: {code: dict(texts) for code, texts in stored.items()},
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a part turns into `{field: value}`, every field written, so that two values compare by equality."""

    part: type[Any]
    fields: Mapping[str, Codec]

    def write(self, part: Any) -> dict[str, Any]:
        return {name: codec[0](getattr(part, name)) for name, codec in self.fields.items()}

    def read(self, stored: Mapping[str, Any]) -> Any:
        return self.part(**{name: codec[1](stored[name]) for name, codec in self.fields.items() if name in stored})

    @property
    def codec(self) -> Codec:
        return (self.write, self.read)


def _fields(same: str = "", **named: Codec) -> dict[str, Codec]:
    return dict.fromkeys(same.split(), SAME) | named


CHOICE = Shape(doc.Choice, _fields("code counts_as origin", title=TEXTS, points=FIGURE, help=TEXTS))
BAND = Shape(doc.Band, _fields(low=FIGURE, high=FIGURE, points=EXACT))
VARIANT: Codec = (plain.plain_variant, plain.variant_from)
LEVEL = Shape(doc.Level, _fields("code", low=EXACT, title=TEXTS, group_title=TEXTS, text=TEXTS, themes=WORDINGS))
TRAIT = Shape(doc.Trait, _fields("code", title=TEXTS, help=TEXTS, default=_list_of(APPLIES)))
TERM = Shape(doc.Term, _fields("code origin", term=TEXTS, definition=TEXTS))
NOTE = Shape(
    doc.LegalNote,
    _fields(
        "code mark place source origin",
        text=TEXTS, who=APPLIES, since=DAY, checked_on=DAY, review_by=DAY, questions=WORDS,
    ),
)  # fmt: skip
RESOURCE = Shape(doc.Resource, _fields("code url category origin", title=TEXTS, text=TEXTS, questions=WORDS))

QUESTION = Shape(
    doc.Question,
    _fields(
        "code kind combine not_concerned unknown time_bound row_limit formula hidden origin",
        **dict.fromkeys(("title", "name", "why", "help", "example", "unit", "effort", "evidence"), TEXTS),
        weight=EXACT,
        applies=APPLIES,
        visible_if=CONDITION,
        limits=LIMITS,
        choices=_list_of(CHOICE.codec),
        bands=_list_of(BAND.codec),
        terms=WORDS,
        axes=WORDS,
        variants=_list_of(VARIANT),
        items=_list_of((plain.plain_item, plain.item_from)),
        columns=_list_of((plain.plain_column, plain.column_from)),
    ),
)
_THEME_FIELDS = _fields(
    "code combine hidden origin",
    title=TEXTS, description=TEXTS, weight=EXACT, applies=APPLIES, visible_if=CONDITION, limits=LIMITS,
)  # fmt: skip


def _write_theme(theme: doc.Theme) -> dict[str, Any]:
    return THEME.write(theme)


def _read_theme(stored: Mapping[str, Any]) -> doc.Theme:
    made: doc.Theme = THEME.read(stored)
    return made


THEME = Shape(
    doc.Theme,
    _THEME_FIELDS
    | {
        "questions": _list_of(QUESTION.codec),
        "themes": _list_of((lambda one: _write_theme(one), lambda one: _read_theme(one))),
    },
)
DOCUMENT = Shape(
    doc.Document,
    _fields(
        "decimals unknown_is_zero seconds_per_question licence",
        **dict.fromkeys(("title", "description", "instructions", "source"), TEXTS),
        **dict.fromkeys(("minimum", "maximum", "completeness", "theme_completeness"), EXACT),
        **dict.fromkeys(("points_floor", "points_ceiling"), FIGURE),
        languages=WORDS,
        express=WORDS,
        audience=APPLIES,
        limits=(plain.plain_limits, lambda stored: plain.limits_from(stored) or doc.Limits()),
        levels=_list_of(LEVEL.codec),
        traits=_list_of(TRAIT.codec),
        terms=_list_of(TERM.codec),
        legal_notes=_list_of(NOTE.codec),
        resources=_list_of(RESOURCE.codec),
    ),
)  # fmt: skip
SHAPES = {"document": DOCUMENT, "theme": THEME, "question": QUESTION}
FIXED = {"code", "origin", "questions", "themes"}
"""Identity, provenance and places: never set as a field is."""


def settable(node: str) -> frozenset[str]:
    """The fields that an operation "set" may name."""
    return frozenset(SHAPES[node].fields) - FIXED


def value_of(node: str, part: Any, field: str) -> Any:
    """The plain value of one field."""
    return SHAPES[node].fields[field][0](getattr(part, field))


def from_value(node: str, field: str, value: Any) -> Any:
    """The field's own value. Raises KeyError, TypeError, ValueError, AttributeError on what was never written so."""
    return SHAPES[node].fields[field][1](value)
