"""A framework as its author wrote it: what a file holds, what the database stores, what pages show.

Texts are maps of language to text. Figures are exact. Everything is frozen.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from assessments.scoring import EVERYONE, AllOf, AnyOf, Applicability, Condition, Profile
from assessments.scoring.model import ColumnKind, QuestionKind

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


REWORDABLE = ("why", "help", "example")
"""The words of an inherited question that a layer may put its own way."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the layers above may do to a node, and to what stands in it.

    `weight_min` and `weight_max`, both or neither: without them the weight stays as it is.
    """

    hide: bool = False
    reword: bool = True
    questions: bool = True
    choices: bool = True
    weight_min: Fraction | None = None
    weight_max: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """`counts_as`: the choice of the core that an added one is worth, wherever only the core is compared."""

    code: str
    title: Texts
    points: Fraction | None = None
    help: Texts = field(default_factory=dict)
    counts_as: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What a scale rates, or a fixed row of a table."""

    code: str
    title: Texts


@dataclass(frozen=True, slots=True)
class Column:
    code: str
    title: Texts
    kind: ColumnKind = "text"
    unit: Texts = field(default_factory=dict)


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
    """`time_bound`: the answer is of one year, and is asked again the next. `hidden`: inherited, and not asked here.

    `limits`: None for those of the document. `origin`: the code of the framework that it comes from, "" for this one.
    `items`, `columns`, `row_limit`, `formula`: see `scoring.Question`.
    """

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
    visible_if: Condition | None = None
    time_bound: bool = False
    items: tuple[Item, ...] = ()
    columns: tuple[Column, ...] = ()
    row_limit: int = 0
    formula: str = ""
    hidden: bool = False
    limits: Limits | None = None
    origin: str = ""

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
    visible_if: Condition | None = None
    hidden: bool = False
    limits: Limits | None = None
    origin: str = ""

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
    origin: str = ""


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
    origin: str = ""

    def is_current(self, today: date) -> bool:
        """Verified, and not due for a new check: only then may it be shown with its date."""
        return self.mark == "verified" and (self.review_by is None or today <= self.review_by)


@dataclass(frozen=True, slots=True)
class Resource:
    """Help that comes with the framework: a measure, a guide. Proposed where one of `questions` is weak."""

    code: str
    title: Texts
    text: Texts = field(default_factory=dict)
    url: str = ""
    category: str = ""
    questions: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole framework. `completeness` and `theme_completeness` are shares, 0 to 1.

    `base` names the version that this one is a layer over, "code@number", and `core` the framework at the root of
    the layers; both "" for a framework of its own. `audience`: the profiles that a variant is for. `limits`: what
    layers above may do to a node that does not say it itself.
    """

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
    resources: tuple[Resource, ...] = ()
    base: str = ""
    core: str = ""
    audience: Applicability = EVERYONE
    limits: Limits = Limits()

    def limits_of(self, node: Theme | Question) -> Limits:
        return node.limits or self.limits

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
        plain = json.dumps(self, default=_plain, sort_keys=True, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        word = {"": type(value).__name__} if isinstance(value, AllOf | AnyOf) else {}  # nothing else tells them apart
        return word | {one.name: getattr(value, one.name) for one in fields(value)}
    return sorted(value) if isinstance(value, frozenset) else str(value)
