"""A document as rows, and rows as a document. Writing and reading cost one query by kind of row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from assessments.frameworks import models
from assessments.frameworks.domain import document as doc
from assessments.frameworks.domain.plain import (
    applicability_from,
    figure_from,
    plain_applicability,
    plain_figure,
    plain_variant,
    variant_from,
)
from assessments.scoring import Applicability

Rows = defaultdict[Any, list[Any]]

QUESTION_TEXTS = ("name", "title", "why", "help", "example", "unit", "effort", "evidence")
QUESTION_FLAGS = ("kind", "combine", "not_concerned", "unknown")


def version_values(document: doc.Document) -> dict[str, Any]:
    """The fields of the FrameworkVersion itself."""
    return {
        "number": document.version,
        "digest": document.digest(),
        "languages": list(document.languages),
        "title": dict(document.title),
        "description": dict(document.description),
        "instructions": dict(document.instructions),
        "licence": document.licence,
        "source": dict(document.source),
        "scale_min": str(document.minimum),
        "scale_max": str(document.maximum),
        "decimals": document.decimals,
        "points_min": plain_figure(document.points_floor),
        "points_max": plain_figure(document.points_ceiling),
        "unknown_is_zero": document.unknown_is_zero,
        "completeness": str(document.completeness),
        "theme_completeness": str(document.theme_completeness),
        "seconds_per_question": document.seconds_per_question,
        "express": list(document.express),
    }


def write_rows(version: models.FrameworkVersion, document: doc.Document) -> None:
    """Add every row of `document` to a version that has none yet."""
    themes = _write_themes(version, document)
    _write_questions(version, document, themes)
    _write_levels(version, document, themes)
    _write_rest(version, document)


def _write_themes(version: models.FrameworkVersion, document: doc.Document) -> dict[str, models.Theme]:
    """One insertion by depth, since a child needs the key of its parent."""
    positions = {theme.code: n for n, theme in enumerate(document.walk())}
    made: dict[str, models.Theme] = {}
    layer: list[tuple[doc.Theme, models.Theme | None]] = [(theme, None) for theme in document.themes]
    while layer:
        rows = [_theme_row(version, theme, parent, positions[theme.code]) for theme, parent in layer]
        models.Theme.objects.bulk_create(rows)
        made |= {row.code: row for row in rows}
        layer = [(child, made[theme.code]) for theme, _ in layer for child in theme.themes]
    return made


def _theme_row(
    version: models.FrameworkVersion, theme: doc.Theme, parent: models.Theme | None, position: int
) -> models.Theme:
    return models.Theme(
        version=version,
        parent=parent,
        code=theme.code,
        position=position,
        title=dict(theme.title),
        description=dict(theme.description),
        weight=str(theme.weight),
        combine=theme.combine,
        applies=plain_applicability(theme.applies),
    )


def _write_questions(version: models.FrameworkVersion, document: doc.Document, themes: dict[str, models.Theme]) -> None:
    pairs = [(question, themes[theme.code]) for theme in document.walk() for question in theme.questions]
    rows = [_question_row(version, question, theme, n) for n, (question, theme) in enumerate(pairs)]
    models.Question.objects.bulk_create(rows)
    asked = list(zip(rows, (question for question, _ in pairs), strict=True))
    models.Choice.objects.bulk_create(
        models.Choice(
            question=row,
            code=choice.code,
            position=n,
            title=dict(choice.title),
            help=dict(choice.help),
            points=plain_figure(choice.points),
        )
        for row, question in asked
        for n, choice in enumerate(question.choices)
    )
    models.Band.objects.bulk_create(
        models.Band(
            question=row,
            position=n,
            low=plain_figure(band.low),
            high=plain_figure(band.high),
            points=str(band.points),
        )
        for row, question in asked
        for n, band in enumerate(question.bands)
    )


def _question_row(
    version: models.FrameworkVersion, question: doc.Question, theme: models.Theme, position: int
) -> models.Question:
    return models.Question(
        version=version,
        theme=theme,
        code=question.code,
        position=position,
        weight=str(question.weight),
        applies=plain_applicability(question.applies),
        terms=list(question.terms),
        axes=list(question.axes),
        variants=[plain_variant(variant) for variant in question.variants],
        **{name: dict(getattr(question, name)) for name in QUESTION_TEXTS},
        **{name: getattr(question, name) for name in QUESTION_FLAGS},
    )


def _write_levels(version: models.FrameworkVersion, document: doc.Document, themes: dict[str, models.Theme]) -> None:
    rows = [
        models.Level(
            version=version,
            code=level.code,
            position=n,
            low=str(level.low),
            title=dict(level.title),
            group_title=dict(level.group_title),
            text=dict(level.text),
        )
        for n, level in enumerate(document.levels)
    ]
    models.Level.objects.bulk_create(rows)
    models.LevelWording.objects.bulk_create(
        models.LevelWording(level=row, theme=themes[code], text=dict(text))
        for row, level in zip(rows, document.levels, strict=True)
        for code, text in level.themes.items()
    )


def _write_rest(version: models.FrameworkVersion, document: doc.Document) -> None:
    models.Trait.objects.bulk_create(
        models.Trait(
            version=version,
            position=n,
            code=trait.code,
            title=dict(trait.title),
            help=dict(trait.help),
            default=[plain_applicability(applies) for applies in trait.default],
        )
        for n, trait in enumerate(document.traits)
    )
    models.Term.objects.bulk_create(
        models.Term(
            version=version,
            position=n,
            code=term.code,
            term=dict(term.term),
            definition=dict(term.definition),
        )
        for n, term in enumerate(document.terms)
    )
    models.LegalNote.objects.bulk_create(
        models.LegalNote(
            version=version,
            position=n,
            code=note.code,
            text=dict(note.text),
            who=plain_applicability(note.who),
            place=note.place,
            since=note.since,
            source=note.source,
            mark=note.mark,
            checked_on=note.checked_on,
            review_by=note.review_by,
            questions=list(note.questions),
        )
        for n, note in enumerate(document.legal_notes)
    )


# And back


def read_rows(version: models.FrameworkVersion) -> doc.Document:
    """The document of a version: nine queries, whatever its size."""
    choices = _grouped(models.Choice.objects.filter(question__version=version), "question_id")
    bands = _grouped(models.Band.objects.filter(question__version=version), "question_id")
    questions = _grouped(models.Question.objects.filter(version=version), "theme_id")
    themes = _grouped(models.Theme.objects.filter(version=version), "parent_id")
    codes = {theme.pk: theme.code for group in themes.values() for theme in group}
    wordings = _grouped(models.LevelWording.objects.filter(level__version=version), "level_id")
    asked = {theme: tuple(_question(row, choices, bands) for row in rows) for theme, rows in questions.items()}
    return doc.Document(
        code=version.framework.code,
        version=version.number,
        languages=tuple(version.languages),
        title=version.title,
        description=version.description,
        instructions=version.instructions,
        licence=version.licence,
        source=version.source,
        minimum=Fraction(version.scale_min),
        maximum=Fraction(version.scale_max),
        decimals=version.decimals,
        points_floor=figure_from(version.points_min),
        points_ceiling=figure_from(version.points_max),
        unknown_is_zero=version.unknown_is_zero,
        completeness=Fraction(version.completeness),
        theme_completeness=Fraction(version.theme_completeness),
        seconds_per_question=version.seconds_per_question,
        express=tuple(version.express),
        themes=tuple(_themes(themes, asked, None)),
        levels=tuple(_level(row, wordings, codes) for row in models.Level.objects.filter(version=version)),
        traits=tuple(_trait(row) for row in models.Trait.objects.filter(version=version)),
        terms=tuple(
            doc.Term(row.code, row.term, row.definition) for row in models.Term.objects.filter(version=version)
        ),
        legal_notes=tuple(_note(row) for row in models.LegalNote.objects.filter(version=version)),
    )


def _grouped(rows: Iterable[Any], key: str) -> Rows:
    groups: Rows = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def _themes(themes: Rows, asked: dict[int, tuple[doc.Question, ...]], parent: int | None) -> Iterator[doc.Theme]:
    for row in themes[parent]:
        yield doc.Theme(
            code=row.code,
            title=row.title,
            description=row.description,
            weight=Fraction(row.weight),
            applies=applicability_from(row.applies),
            combine=row.combine,
            questions=asked.get(row.pk, ()),
            themes=tuple(_themes(themes, asked, row.pk)),
        )


def _question(row: models.Question, choices: Rows, bands: Rows) -> doc.Question:
    return doc.Question(
        code=row.code,
        weight=Fraction(row.weight),
        applies=applicability_from(row.applies),
        choices=tuple(doc.Choice(c.code, c.title, figure_from(c.points), c.help) for c in choices[row.pk]),
        bands=tuple(doc.Band(figure_from(b.low), figure_from(b.high), Fraction(b.points)) for b in bands[row.pk]),
        terms=tuple(row.terms),
        axes=tuple(row.axes),
        variants=tuple(variant_from(variant) for variant in row.variants),
        **{name: getattr(row, name) for name in (*QUESTION_TEXTS, *QUESTION_FLAGS)},
    )


def _level(row: models.Level, wordings: Rows, codes: dict[int, str]) -> doc.Level:
    return doc.Level(
        code=row.code,
        low=Fraction(row.low),
        title=row.title,
        group_title=row.group_title,
        text=row.text,
        themes={codes[wording.theme_id]: wording.text for wording in wordings[row.pk]},
    )


def _trait(row: models.Trait) -> doc.Trait:
    defaults: tuple[Applicability, ...] = tuple(applicability_from(stored) for stored in row.default)
    return doc.Trait(row.code, row.title, row.help, defaults)


def _note(row: models.LegalNote) -> doc.LegalNote:
    return doc.LegalNote(
        code=row.code,
        text=row.text,
        mark=row.mark,  # type: ignore[arg-type]
        who=applicability_from(row.who),
        place=row.place,
        since=row.since,
        source=row.source,
        checked_on=row.checked_on,
        review_by=row.review_by,
        questions=tuple(row.questions),
    )
