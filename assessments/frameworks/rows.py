"""A document as rows, and rows as a document. Writing and reading cost one query by kind of row.

Each shape names once the fields that a part of a document and its row share, with how their values turn
into each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.frameworks import models
from assessments.frameworks.domain import document as doc
from assessments.frameworks.domain import plain

Rows = defaultdict[Any, list[Any]]
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""From the document to the row, and back."""


def _same(value: Any) -> Any:
    return value


def _each(one: Codec) -> Codec:
    write, read = one
    return (lambda parts: [write(part) for part in parts], lambda stored: tuple(read(part) for part in stored))


SAME: Codec = (_same, _same)
TEXTS: Codec = (dict, _same)
WORDS: Codec = (list, tuple)
EXACT: Codec = (str, Fraction)
FIGURE: Codec = (plain.plain_figure, plain.figure_from)
APPLIES: Codec = (plain.plain_applicability, plain.applicability_from)
CONDITION: Codec = (plain.plain_condition, plain.condition_from)
LIMITS: Codec = (plain.plain_limits, plain.limits_from)


@dataclass(frozen=True, slots=True)
class Shape:
    part: type[Any]
    row: type[Any]
    fields: Mapping[str, Codec]

    def written(self, part: Any, **owner: Any) -> Any:
        """The row of `part`, not saved; `owner`: whose it is, and its position."""
        return self.row(**owner, **{name: write(getattr(part, name)) for name, (write, _) in self.fields.items()})

    def read(self, row: Any, **children: Any) -> Any:
        """The part that `row` holds; `children`: what other rows hold for it."""
        return self.part(**children, **{name: read(getattr(row, name)) for name, (_, read) in self.fields.items()})


def _fields(same: str, **named: Codec) -> dict[str, Codec]:
    """How each field is turned; those of `same`, "code origin", are kept as they are."""
    return dict.fromkeys(same.split(), SAME) | named


THEME = Shape(
    doc.Theme,
    models.Theme,
    _fields(
        "code combine hidden origin",
        title=TEXTS,
        description=TEXTS,
        weight=EXACT,
        applies=APPLIES,
        visible_if=CONDITION,
        limits=LIMITS,
    ),
)
QUESTION = Shape(
    doc.Question,
    models.Question,
    _fields(
        "code kind combine not_concerned unknown time_bound row_limit formula hidden origin",
        **dict.fromkeys(("name", "title", "why", "help", "example", "unit", "effort", "evidence"), TEXTS),
        weight=EXACT,
        applies=APPLIES,
        visible_if=CONDITION,
        limits=LIMITS,
        terms=WORDS,
        axes=WORDS,
        variants=_each((plain.plain_variant, plain.variant_from)),
        items=_each((plain.plain_item, plain.item_from)),
        columns=_each((plain.plain_column, plain.column_from)),
    ),
)
CHOICE = Shape(doc.Choice, models.Choice, _fields("code counts_as origin", title=TEXTS, help=TEXTS, points=FIGURE))
BAND = Shape(doc.Band, models.Band, _fields("", low=FIGURE, high=FIGURE, points=EXACT))
LEVEL = Shape(doc.Level, models.Level, _fields("code", low=EXACT, title=TEXTS, group_title=TEXTS, text=TEXTS))
TRAIT = Shape(doc.Trait, models.Trait, _fields("code", title=TEXTS, help=TEXTS, default=_each(APPLIES)))
TERM = Shape(doc.Term, models.Term, _fields("code origin", term=TEXTS, definition=TEXTS))
NOTE = Shape(
    doc.LegalNote,
    models.LegalNote,
    _fields("code place since source mark checked_on review_by origin", text=TEXTS, who=APPLIES, questions=WORDS),
)
RESOURCE = Shape(
    doc.Resource,
    models.LinkedResource,
    _fields("code url category origin", title=TEXTS, text=TEXTS, questions=WORDS),
)
LISTS = {"traits": TRAIT, "terms": TERM, "legal_notes": NOTE, "resources": RESOURCE}
"""What stands beside the tree, by the document's field."""

VERSION = _fields(
    "version base core licence decimals unknown_is_zero seconds_per_question",
    languages=WORDS,
    express=WORDS,
    title=TEXTS,
    description=TEXTS,
    instructions=TEXTS,
    source=TEXTS,
    completeness=EXACT,
    theme_completeness=EXACT,
    audience=APPLIES,
    minimum=EXACT,
    maximum=EXACT,
    points_floor=FIGURE,
    points_ceiling=FIGURE,
    limits=(plain.plain_limits, lambda stored: plain.limits_from(stored) or doc.Limits()),
)
"""What the version itself keeps, by the document's field."""

COLUMNS = {
    "version": "number",
    "minimum": "scale_min",
    "maximum": "scale_max",
    "points_floor": "points_min",
    "points_ceiling": "points_max",
    "base": "base_name",
}
"""Fields of a document that the version's row calls otherwise."""


def version_values(document: doc.Document) -> dict[str, Any]:
    """The fields of the FrameworkVersion itself."""
    kept = {COLUMNS.get(name, name): write(getattr(document, name)) for name, (write, _) in VERSION.items()}
    return {"digest": document.digest(), **kept}


def write_rows(version: models.FrameworkVersion, document: doc.Document) -> None:
    """Add every row of `document` to a version that has none yet."""
    themes = _write_themes(version, document)
    _write_questions(version, document, themes)
    _write_levels(version, document, themes)
    for name, shape in LISTS.items():
        _write(shape, [(part, {"version": version, "position": n}) for n, part in enumerate(getattr(document, name))])


def clear_rows(version: models.FrameworkVersion) -> None:
    """Take away every row of a draft, which itself stays."""
    models.LevelWording.objects.filter(level__version=version).delete()
    for shape in (CHOICE, BAND):
        shape.row.objects.filter(question__version=version).delete()
    for shape in (QUESTION, THEME, LEVEL, *LISTS.values()):
        shape.row.objects.filter(version=version).delete()


def _write(shape: Shape, parts: Iterable[tuple[Any, dict[str, Any]]]) -> list[Any]:
    made: list[Any] = shape.row.objects.bulk_create([shape.written(part, **owner) for part, owner in parts])
    return made


def _write_themes(version: models.FrameworkVersion, document: doc.Document) -> dict[str, models.Theme]:
    """One insertion by depth, since a child needs the key of its parent."""
    positions = {theme.code: n for n, theme in enumerate(document.walk())}
    made: dict[str, models.Theme] = {}
    layer: list[tuple[doc.Theme, models.Theme | None]] = [(theme, None) for theme in document.themes]
    while layer:
        owners = [
            (theme, {"version": version, "parent": parent, "position": positions[theme.code]})
            for theme, parent in layer
        ]
        made |= {row.code: row for row in _write(THEME, owners)}
        layer = [(child, made[theme.code]) for theme, _ in layer for child in theme.themes]
    return made


def _write_questions(version: models.FrameworkVersion, document: doc.Document, themes: dict[str, models.Theme]) -> None:
    questions = [(question, themes[theme.code]) for theme in document.walk() for question in theme.questions]
    owned = [
        (question, {"version": version, "theme": theme, "position": n}) for n, (question, theme) in enumerate(questions)
    ]
    asked = list(zip(_write(QUESTION, owned), (question for question, _ in questions), strict=True))
    for shape, name in ((CHOICE, "choices"), (BAND, "bands")):
        _write(
            shape,
            [
                (part, {"question": row, "position": n})
                for row, question in asked
                for n, part in enumerate(getattr(question, name))
            ],
        )


def _write_levels(version: models.FrameworkVersion, document: doc.Document, themes: dict[str, models.Theme]) -> None:
    rows = _write(LEVEL, [(level, {"version": version, "position": n}) for n, level in enumerate(document.levels)])
    models.LevelWording.objects.bulk_create(
        models.LevelWording(level=row, theme=themes[code], text=dict(text))
        for row, level in zip(rows, document.levels, strict=True)
        for code, text in level.themes.items()
    )


# And back


def read_rows(version: models.FrameworkVersion) -> doc.Document:
    """The document of a version: ten queries, whatever its size."""
    choices = _grouped(models.Choice.objects.filter(question__version=version), "question_id")
    bands = _grouped(models.Band.objects.filter(question__version=version), "question_id")
    questions = _grouped(models.Question.objects.filter(version=version), "theme_id")
    themes = _grouped(models.Theme.objects.filter(version=version), "parent_id")
    codes = {theme.pk: theme.code for group in themes.values() for theme in group}
    wordings = _grouped(models.LevelWording.objects.filter(level__version=version), "level_id")
    asked = {theme: tuple(_question(row, choices, bands) for row in rows) for theme, rows in questions.items()}
    levels = (
        LEVEL.read(row, themes={codes[wording.theme_id]: wording.text for wording in wordings[row.pk]})
        for row in models.Level.objects.filter(version=version)
    )
    kept: dict[str, Any] = {
        name: read(getattr(version, COLUMNS.get(name, name))) for name, (_, read) in VERSION.items()
    }
    lists: dict[str, Any] = {
        name: tuple(shape.read(row) for row in shape.row.objects.filter(version=version))
        for name, shape in LISTS.items()
    }
    return doc.Document(
        code=version.framework.code, themes=tuple(_themes(themes, asked, None)), levels=tuple(levels), **kept, **lists
    )


def _grouped(rows: Iterable[Any], key: str) -> Rows:
    groups: Rows = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _themes(themes: Rows, asked: dict[int, tuple[doc.Question, ...]], parent: int | None) -> Iterator[doc.Theme]:
    for row in themes[parent]:
        yield THEME.read(row, questions=asked.get(row.pk, ()), themes=tuple(_themes(themes, asked, row.pk)))


def _question(row: models.Question, choices: Rows, bands: Rows) -> doc.Question:
    found: doc.Question = QUESTION.read(
        row,
        choices=tuple(CHOICE.read(choice) for choice in choices[row.pk]),
        bands=tuple(BAND.read(band) for band in bands[row.pk]),
    )
    return found
