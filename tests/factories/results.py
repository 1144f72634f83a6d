"""A small framework of three themes, an assessment that answers it, its result. Call inside a scope."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.utils import timezone

from assessments.frameworks.domain.document import (
    Choice,
    Document,
    LegalNote,
    Level,
    Question,
    Theme,
)
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document, publish
from assessments.responses.models import Answer, Assessment
from assessments.results.models import Result
from assessments.results.services import submit
from assessments.scoring import Applicability
from territories.models import Territory
from territories.scope import EVERYWHERE, active_territory, territory_scope

STEPS = ("Pas encore", "Nous en parlons", "Un premier essai", "C’est une habitude", "D’autres s’en inspirent")
LEVELS = (
    ("discover", 0, "Je découvre", "Nous découvrons"),
    ("start", 20, "Je me lance", "Nous nous lançons"),
    ("progress", 40, "Je progresse", "Nous progressons"),
    ("deepen", 60, "J’approfondis", "Nous approfondissons"),
    ("lead", 80, "J’entraîne", "Nous entraînons"),
)
THEMES = {
    "energy": ("Énergie", {"EN1": "Connaître ses consommations", "EN2": "Chauffer juste"}),
    "waste": ("Déchets", {"DE1": "Trier à la source", "DE2": "Réemployer"}),
    "water": ("Eau", {"EA1": "Suivre son compteur", "EA2": "Arroser peu"}),
}
BEST = {"EN1": "c4", "EN2": "c4", "DE1": "c4", "DE2": "c4", "EA1": "c4", "EA2": "c4"}
MIDDLING = {"EN1": "c3", "EN2": "c2", "DE1": "c4", "DE2": "c3", "EA1": "c1", "EA2": "c0"}
"""Energy 63, waste 88, water 13: 54 points in all, level 3."""


def fr(text: str) -> dict[str, str]:
    return {"fr": text, "en": f"[{text}]"}


def make_document(code: str = "essai", **changes: Any) -> Document:
    """Three themes of two questions, five steps each, worth 0 to 4; EN2 is for those with premises."""
    facts: dict[str, Any] = {
        "code": code,
        "version": "2026.1",
        "languages": ("fr", "en"),
        "title": fr("Référentiel d’essai"),
        "themes": tuple(_theme(code, *rest) for code, rest in THEMES.items()),
        "points_floor": Fraction(0),
        "points_ceiling": Fraction(4),
        "completeness": Fraction(3, 5),
        "theme_completeness": Fraction(1, 2),
        "levels": tuple(_level(*level) for level in LEVELS),
        "legal_notes": NOTES,
        "express": ("EN1", "DE1"),
    }
    return Document(**facts | changes)


def _theme(code: str, title: str, questions: dict[str, str]) -> Theme:
    return Theme(code, fr(title), questions=tuple(_question(*item) for item in questions.items()))


def _question(code: str, name: str) -> Question:
    return Question(
        code,
        "single",
        fr(f"Où en êtes-vous : {name} ?"),
        name=fr(name),
        effort=fr("Deux heures"),
        evidence=fr("Un relevé"),
        choices=tuple(Choice(f"c{n}", fr(step), Fraction(n)) for n, step in enumerate(STEPS)),
        applies=Applicability(traits=frozenset({"premises"})) if code == "EN2" else Applicability(),
    )


def _level(code: str, low: int, title: str, group: str) -> Level:
    sentences = {theme: fr(f"{title}, côté {words[0]}.") for theme, words in THEMES.items()}
    return Level(code, Fraction(low), fr(title), fr(group), fr(f"{title} : un pas après l’autre."), sentences)


NOTES = (
    LegalNote(
        "everyone",
        fr("Trier les biodéchets."),
        "verified",
        since=date(2024, 1, 1),
        source="Code de l’environnement",
        review_by=date(2099, 1, 1),
    ),
    LegalNote(
        "overdue",
        fr("Note à relire."),
        "verified",
        since=date(2011, 5, 5),
        source="Code relu",
        review_by=date(2020, 1, 1),
    ),
    LegalNote("to-check", fr("Note à vérifier."), "to_check", since=date(2012, 6, 6)),
    LegalNote(
        "towns",
        fr("Pour les communes seulement."),
        "verified",
        who=Applicability(kinds=frozenset({"public_body"})),
        source="Code des communes",
    ),
)


def make_version(territory: Territory | None = None, **changes: Any) -> FrameworkVersion:
    home = territory or active_territory()
    with territory_scope(EVERYWHERE):
        return publish(version=import_document(document=make_document(**changes), territory=home))


def make_assessment(
    answers: dict[str, Any] | None = None, *, version: FrameworkVersion | None = None, **fields: Any
) -> Assessment:
    """A draft of a company with premises, its answers saved."""
    facts = {
        "kind": "company",
        "size": "10-19",
        "section": "C",
        "traits": ["premises"],
        "organisation_name": "Menuiserie Clairbois",
    }
    assessment = Assessment(territory=active_territory(), version=version or make_version(), **facts | fields)
    assessment.full_clean()
    assessment.save()
    now = timezone.now()
    given = MIDDLING if answers is None else answers
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question_code=code, value=value, saved_at=now) for code, value in given.items()
    )
    return assessment


def make_result(answers: dict[str, Any] | None = None, **fields: Any) -> Result:
    return submit(assessment=make_assessment(answers, **fields))
