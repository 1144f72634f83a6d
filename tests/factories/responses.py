"""A small framework with every type of question, and assessments of it. Call inside a scope."""

from fractions import Fraction
from typing import Any

from assessments.frameworks.domain.document import (
    Band,
    Choice,
    Document,
    Level,
    Question,
    Term,
    Theme,
    Trait,
    Variant,
)
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document, publish
from assessments.responses.models import Answer, Assessment
from assessments.responses.services import Given, begin_assessment, save_answer
from assessments.scoring import Applicability
from territories.models import Territory
from territories.scope import active_territory, territory_scope


def words(text: str) -> dict[str, str]:
    return {"fr": text, "en": f"{text} (en)"}


def choices(*points: int | None) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, words(f"Réponse {code}"), None if p is None else Fraction(p))
        for code, p in zip("abcdefgh", points, strict=False)
    )


def with_trait(*traits: str) -> Applicability:
    return Applicability(traits=frozenset(traits))


YES_NO = (Choice("yes", {}, Fraction(1)), Choice("no", {}, Fraction(0)))
ENERGY = Theme(
    "energie",
    words("Énergie"),
    words("Chauffer, éclairer, produire."),
    questions=(
        Question(
            "E1",
            "single",
            words("Suivez-vous vos consommations ?"),
            why=words("On ne réduit que ce que l'on voit."),
            help=words("Une facture suffit."),
            example=words("Un relevé par mois."),
            choices=choices(0, 2, 4),
            terms=("kwh",),
            variants=(Variant(with_trait("food"), title=words("Suivez-vous l'énergie de la cuisine ?")),),
        ),
        Question(
            "E2", "yes_no", words("Le chauffage est-il programmé ?"), choices=YES_NO, applies=with_trait("premises")
        ),
        Question(
            "E3",
            "multiple",
            words("Qu'avez-vous déjà changé ?"),
            choices=choices(1, 1, 2),
        ),
    ),
)
FIGURES = Theme(
    "chiffres",
    words("Déplacements et déchets"),
    themes=(
        Theme(
            "trajets",
            words("Trajets"),
            words("Aller et venir."),
            questions=(
                Question("F1", "percentage", words("Quelle part vient sans voiture ?"), bands=(
                    Band(Fraction(0), Fraction(50), Fraction(1)), Band(Fraction(50), Fraction(100), Fraction(4)),
                )),
                Question("F2", "number", words("Combien de kilomètres par semaine ?"), unit=words("km"), bands=(
                    Band(Fraction(0), Fraction(100), Fraction(4)), Band(Fraction(100), Fraction(5000), Fraction(0)),
                ), not_concerned=False),
            ),
        ),
        Theme(
            "dechets",
            words("Déchets"),
            questions=(
                Question("F3", "single", words("Triez-vous ?"), choices=choices(0, 4), unknown=False),
                Question("F4", "text", words("Autre chose à dire ?"), unknown=False, not_concerned=False),
            ),
        ),
    ),
)  # fmt: skip
TOWN = Theme(
    "mairie",
    words("Espaces publics"),
    applies=Applicability(kinds=frozenset({"public_body"})),
    questions=(Question("M1", "single", words("Arrosez-vous la nuit ?"), choices=choices(0, 4)),),
)
LEVELS = (
    Level("discover", Fraction(0), words("Je découvre")),
    Level("advance", Fraction(50), words("J'avance")),
)
TRAITS = (
    Trait("premises", words("Nous avons des locaux"), words("Un bureau, un atelier."), (Applicability(),)),
    Trait("food", words("Nous servons des repas"), default=(Applicability(sections=frozenset("I")),)),
)


def document(code: str = "essai", **changes: Any) -> Document:
    facts: dict[str, Any] = {
        "version": "1",
        "languages": ("fr", "en"),
        "title": words("Questionnaire d'essai"),
        "themes": (ENERGY, FIGURES, TOWN),
        "levels": LEVELS,
        "traits": TRAITS,
        "terms": (Term("kwh", words("kWh"), words("L'énergie d'un four pendant une heure.")),),
        "express": ("E1", "F3"),
        "completeness": Fraction(1, 2),
    }
    return Document(code=code, **facts | changes)


def make_version(territory: Territory | None = None, code: str = "essai", **changes: Any) -> FrameworkVersion:
    """A published version, of the active territory unless one is given."""
    home = territory or active_territory()
    with territory_scope(home):
        return publish(version=import_document(document=document(code, **changes), territory=home))


def make_assessment(version: FrameworkVersion | None = None, **facts: Any) -> Assessment:
    chosen = version or make_version()
    return begin_assessment(territory=active_territory(), version=chosen, **{"kind": "company", **facts})


def answer(assessment: Assessment, code: str, *texts: str, seen: int = 0) -> Answer:
    return save_answer(assessment=assessment, code=code, given=Given(list(texts), seen))
