"""A national core, the extension that a territory made of it, and the core's next version."""

from dataclasses import replace
from fractions import Fraction

from assessments.frameworks.domain.document import Document, Limits, Question, Theme
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import extend, import_document, publish, replace_document
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.frameworks import ladder, simple_document

OURS = {"fr": "Notre mot d'explication", "en": "Our words"}
THEIRS = {"fr": "Le nouveau mot du socle", "en": "The core's new words"}


def core(version: str = "1") -> Document:
    """Weights may go from 1 to 3 in the layers above."""
    limits = Limits(hide=True, weight_min=Fraction(1), weight_max=Fraction(3))
    return replace(simple_document(code="socle", version=version), limits=limits)


def edited(document: Document, code: str, **changes: object) -> Document:
    """`document` with question `code` changed."""

    def of(theme: Theme) -> Theme:
        changed = (replace(q, **changes) if q.code == code else q for q in theme.questions)  # type: ignore[arg-type]
        return replace(theme, questions=tuple(changed))

    return replace(document, themes=tuple(of(theme) for theme in document.themes))


def publish_core(national: Territory, document: Document) -> FrameworkVersion:
    with territory_scope(national):
        return publish(version=import_document(document=document, territory=national))


def extension(base: FrameworkVersion, territory: Territory) -> FrameworkVersion:
    """A question of its own, and other words of help for t1q1. Call inside the territory's scope."""
    draft = extend(base=base, territory=territory, code="local", title={"fr": "Le nôtre", "en": "Ours"}, number="1")
    mine = edited(read_rows(draft), "t1q1", help=OURS)
    first = mine.themes[0]
    added: Question = replace(ladder("local1"), title={"fr": "Notre question ?", "en": "Our question?"})
    themes = (replace(first, questions=(*first.questions, added)), *mine.themes[1:])
    return publish(version=replace_document(version=draft, document=replace(mine, themes=themes)))


def next_core(national: Territory) -> FrameworkVersion:
    """It puts other words where the territory put its own, and drops a question."""
    document = edited(core("2"), "t1q1", help=THEIRS)
    second = document.themes[1]
    kept = tuple(question for question in second.questions if question.code != "t2q3")
    return publish_core(national, replace(document, themes=(document.themes[0], replace(second, questions=kept))))
