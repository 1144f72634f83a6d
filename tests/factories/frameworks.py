"""Published frameworks for tests."""

from fractions import Fraction

from assessments.frameworks.domain.document import Choice, Document, Level, Question, Theme
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document, publish
from territories.models import Territory
from territories.scope import territory_scope


def ladder(code: str, steps: int = 5) -> Question:
    """A question of `steps` choices, s0 worth 0, s1 worth 1…"""
    choices = tuple(Choice(f"s{n}", {"fr": f"Étape {n}", "en": f"Step {n}"}, Fraction(n)) for n in range(steps))
    return Question(code, "single", {"fr": f"Question {code} ?", "en": f"Question {code}?"}, choices=choices)


def simple_document(*, code: str = "demo", version: str = "1", themes: int = 2, questions: int = 3) -> Document:
    """Themes t1, t2…, each with questions t1q1, t1q2…, every one a ladder of five steps; 0 to 100."""
    return Document(
        code=code,
        version=version,
        languages=("fr", "en"),
        title={"fr": "Démonstration", "en": "Demonstration"},
        completeness=Fraction(60, 100),
        theme_completeness=Fraction(50, 100),
        levels=(
            Level("discover", Fraction(0), {"fr": "Je découvre", "en": "I discover"}),
            Level("act", Fraction(40), {"fr": "J'agis", "en": "I act"}),
            Level("lead", Fraction(80), {"fr": "J'entraîne", "en": "I lead"}),
        ),
        themes=tuple(
            Theme(
                f"t{t}",
                {"fr": f"Thème {t}", "en": f"Theme {t}"},
                questions=tuple(ladder(f"t{t}q{q}") for q in range(1, questions + 1)),
            )
            for t in range(1, themes + 1)
        ),
    )


def published(territory: Territory, document: Document | None = None) -> FrameworkVersion:
    """A published version of `document`, by default the simple one, for `territory`."""
    with territory_scope(territory):
        version = import_document(document=document or simple_document(), territory=territory)
        return publish(version=version)
