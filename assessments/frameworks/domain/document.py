"""A framework as its author wrote it: what a file holds, what the database stores, what pages show.

Texts are maps of language to text. Figures are exact. Everything is frozen.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from assessments.scoring import EVERYONE, Applicability, Profile
from assessments.scoring.model import QuestionKind

Texts: TypeAlias = Mapping[str, str]
Mark = Literal["verified", "secondary", "to_check"]

KINDS = ("company", "association", "public_body")
SIZES = ("0", "1-9", "10-19", "20-49", "50-249", "250-499", "500+")
SECTIONS = tuple("ABCDEFGHIJKLMNOPQRSTU")
"""Sections of the French nomenclature of activities (NAF)."""
TRAITS = (
    "premises",
    "works",
    "meter",
    "outdoor",
    "employees",
    "volunteers",
    "vehicles",
    "trips",
    "goods",
    "food",
)
"""The ten screening answers, each about something that is there or not."""
MARKS = ("verified", "secondary", "to_check")


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    title: Texts
    points: Fraction | None = None
    help: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Band:
    low: Fraction | None
    high: Fraction | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Variant:
    """Other words for the profiles that `when` covers; an empty text keeps the question's own."""

    when: Applicability
    title: Texts = field(default_factory=dict)
    why: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    example: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    code: str
    kind: QuestionKind
    title: Texts
    name: Texts = field(default_factory=dict)
    why: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)
    example: Texts = field(default_factory=dict)
    unit: Texts = field(default_factory=dict)
    effort: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    weight: Fraction = Fraction(1)
    combine: Literal["sum", "best"] = "sum"
    not_concerned: bool = True
    unknown: bool = True
    applies: Applicability = EVERYONE
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    terms: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def is_scored(self) -> bool:
        return bool(self.bands) or any(choice.points is not None for choice in self.choices)

    def worded_for(self, profile: Profile) -> "Question":
        """This question in the words of the first variant that covers `profile`."""
        variant = next((v for v in self.variants if v.when.covers(profile)), None)
        if variant is None:
            return self
        words: dict[str, Texts] = {
            name: texts for name in ("title", "why", "help", "example") if (texts := getattr(variant, name))
        }
        return replace(self, **words)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Theme:
    """A node of the tree: its questions first, then its own themes.

    `combine` "sum" makes one note of its questions, whose points are added (see `scoring.Theme`).
    """

    code: str
    title: Texts
    description: Texts = field(default_factory=dict)
    weight: Fraction = Fraction(1)
    applies: Applicability = EVERYONE
    combine: Literal["mean", "sum"] = "mean"
    questions: tuple[Question, ...] = ()
    themes: tuple["Theme", ...] = ()

    def walk(self) -> Iterator["Theme"]:
        yield self
        for theme in self.themes:
            yield from theme.walk()


@dataclass(frozen=True, slots=True)
class Level:
    """`low` is on the displayed scale; `themes` holds an encouraging sentence by theme code."""

    code: str
    low: Fraction
    title: Texts
    group_title: Texts = field(default_factory=dict)
    text: Texts = field(default_factory=dict)
    themes: Mapping[str, Texts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trait:
    """A screening answer; prefilled "yes" for the profiles that one of `default` covers."""

    code: str
    title: Texts
    help: Texts = field(default_factory=dict)
    default: tuple[Applicability, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    code: str
    term: Texts
    definition: Texts


@dataclass(frozen=True, slots=True)
class LegalNote:
    """What the law asks, of whom and since when, with its source and how far it was checked."""

    code: str
    text: Texts
    mark: Mark
    who: Applicability = EVERYONE
    place: str = ""
    since: date | None = None
    source: str = ""
    checked_on: date | None = None
    review_by: date | None = None
    questions: tuple[str, ...] = ()

    def is_current(self, today: date) -> bool:
        """Verified, and not due for a new check: only then may it be shown with its date."""
        return self.mark == "verified" and (self.review_by is None or today <= self.review_by)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole framework. `completeness` and `theme_completeness` are shares, 0 to 1."""

    code: str
    version: str
    languages: tuple[str, ...]
    title: Texts
    themes: tuple[Theme, ...]
    description: Texts = field(default_factory=dict)
    instructions: Texts = field(default_factory=dict)
    licence: str = ""
    source: Texts = field(default_factory=dict)
    minimum: Fraction = Fraction(0)
    maximum: Fraction = Fraction(100)
    decimals: int = 0
    points_floor: Fraction | None = None
    points_ceiling: Fraction | None = None
    unknown_is_zero: bool = False
    completeness: Fraction = Fraction(0)
    theme_completeness: Fraction = Fraction(0)
    seconds_per_question: int = 30
    levels: tuple[Level, ...] = ()
    traits: tuple[Trait, ...] = ()
    terms: tuple[Term, ...] = ()
    legal_notes: tuple[LegalNote, ...] = ()
    express: tuple[str, ...] = ()

    def walk(self) -> Iterator[Theme]:
        """Every theme, parents first, in the order of the file."""
        for theme in self.themes:
            yield from theme.walk()

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the file."""
        for theme in self.walk():
            yield from theme.questions

    def digest(self) -> str:
        """SHA-256 of all that is written here: two documents are equal when their digests are."""
        plain = json.dumps(asdict(self), default=_plain, sort_keys=True, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)
