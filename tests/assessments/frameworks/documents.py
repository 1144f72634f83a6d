"""Whole sound documents made at random, with everything that a framework can say; layers too.

@given(documents())
def test_…(document: Document) -> None: …
"""

import re
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from assessments.frameworks.domain import document as doc
from assessments.scoring import AllOf, AnyOf, Applicability, Condition, Fits, Given, Not
from assessments.scoring.model import ColumnKind, QuestionKind

STRANGE = [
    "01",
    "1.10",
    "1e5",
    "null",
    "no",
    "true",
    "et",
    "NOT",
    "urn:a:b-1",
    "2026-11-21",
    "x_y",
    "1-9",
    "7",
    "A1",
    "é",
]
CODES = [code for code in STRANGE if code.isascii()]
"""Codes that a format could take for a number, a date, a boolean, a word of its own."""
WORDS = [
    "=1+1",
    "-5",
    "+33 6",
    "@here",
    "oui",
    "“Non”",
    "a: b # c",
    "l’eau ; le feu",
    "1,5",
    "TRUE",
    "_x0041_",
    "x" * 300,
]
SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9]*\Z")
DECLARED = (Fraction(0), Fraction(4))

words = st.sampled_from(WORDS) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
    | st.sampled_from("\n\t\r'\"\\{}[]<&>\u2028\u0085"),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()) and not re.search("[\x7f-\x84\x86-\x9f]", text))
figures = st.fractions(-50, 50, max_denominator=9) | st.integers(-(10**6), 10**6).map(Fraction)
positive = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(3), Fraction("0.1")])
days = st.dates(date(1850, 1, 1), date(2100, 1, 1))


@dataclass(slots=True)
class Making:
    """What the document being made has so far."""

    draw: st.DrawFn
    languages: tuple[str, ...]
    declared: bool
    layer: bool
    codes: dict[str, set[str]] = field(default_factory=dict)
    asked: list[doc.Question] = field(default_factory=list)
    """The questions made before: what a condition or a formula may look at."""
    terms: tuple[str, ...] = ()

    def code(self, family: str) -> str:
        """A code not given yet in the family."""
        taken = self.codes.setdefault(family, set())
        free = [code for code in CODES if code not in taken]
        code = self.draw(st.sampled_from([f"{family}{len(taken)}", *free]))
        if code in taken:
            code = f"{family}{len(taken)}"
        taken.add(code)
        return code

    def texts(self) -> doc.Texts:
        text = self.draw(words)
        return {language: f"{text}{language}" if n else text for n, language in enumerate(self.languages)}

    def maybe(self) -> doc.Texts:
        return self.texts() if self.draw(st.integers(0, 3)) == 0 else {}

    def often(self) -> bool:
        return self.draw(st.booleans())

    def origin(self) -> str:
        return self.draw(st.sampled_from(["", "national", "region"])) if self.layer else ""


def subset(values: Any, most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(list(values)), max_size=most)


applicabilities = st.one_of(
    st.just(doc.EVERYONE),
    st.builds(
        Applicability,
        kinds=subset(doc.KINDS),
        sizes=subset(doc.SIZES),
        sections=subset(doc.SECTIONS),
        traits=subset(doc.TRAITS, 1),
        any_trait=subset(doc.TRAITS),
        no_trait=subset(doc.TRAITS, 1),
    ),
)


@st.composite
def limits(draw: st.DrawFn) -> doc.Limits:
    low, high = draw(st.sampled_from([(None, None), (Fraction(0), Fraction(2)), (Fraction(1, 3), Fraction(1, 2))]))
    flags = {name: draw(st.booleans()) for name in ("hide", "reword", "questions", "choices")}
    return doc.Limits(**flags, weight_min=low, weight_max=high)


def leaf(making: Making) -> Condition:
    draw = making.draw
    question = draw(st.none() | st.sampled_from(making.asked)) if making.asked else None
    if question is None:
        return Fits(draw(applicabilities))
    if question.choices and making.often():
        codes = st.sampled_from([choice.code for choice in question.choices])
        return Given(question.code, draw(st.frozensets(codes, min_size=1)))
    if question.kind in ("number", "percentage"):
        low, high = draw(st.sampled_from([(1, None), (None, 5), (1, 5), (Fraction(1, 3), None)]))
        ends = [None if end is None else Fraction(end) for end in (low, high)]
        return Given(question.code, frozenset(), *ends)
    return Given(question.code)


def condition(making: Making, depth: int = 2) -> Condition:
    several = making.draw(st.integers(0, 5 if depth else 2))
    if several < 3:
        return leaf(making)
    if several == 3:
        return Not(condition(making, depth - 1))
    parts = tuple(condition(making, depth - 1) for _ in range(making.draw(st.integers(1, 2))))
    return AllOf(parts) if several == 4 else AnyOf(parts)


def node(making: Making) -> dict[str, Any]:
    """What themes and questions have in common."""
    draw, origin = making.draw, making.origin()
    return {
        "title": making.texts(),
        "weight": draw(positive),
        "applies": draw(applicabilities),
        "visible_if": condition(making) if draw(st.integers(0, 3)) == 0 else None,
        "hidden": bool(origin) and draw(st.booleans()),
        "limits": draw(st.none() | limits()),
        "origin": origin,
    }


def choices(making: Making, kind: QuestionKind) -> tuple[doc.Choice, ...]:
    codes = ["yes", "no"] if kind == "yes_no" else [making.code("c") for _ in range(making.draw(st.integers(2, 4)))]
    scored = making.often()
    making.codes.pop("c", None)
    return tuple(
        doc.Choice(
            code,
            making.texts(),
            Fraction(position, len(codes)) if scored else None,
            making.maybe(),
            codes[0] if making.layer and position == len(codes) - 1 and kind != "yes_no" else "",
            making.origin(),
        )
        for position, code in enumerate(codes)
    )


def bands(making: Making) -> tuple[doc.Band, ...]:
    """None, or contiguous ones over the whole line."""
    edges = sorted(making.draw(st.sets(figures, max_size=3)))
    bounds: list[Fraction | None] = [None, *edges, None]
    pairs = list(pairwise(bounds))
    return tuple(doc.Band(low, high, Fraction(n)) for n, (low, high) in enumerate(pairs)) if edges else ()


def columns(making: Making) -> tuple[doc.Column, ...]:
    kinds: list[ColumnKind] = ["number", *making.draw(st.lists(st.sampled_from(get_args(ColumnKind)), max_size=2))]
    return tuple(doc.Column(f"col{n}", making.texts(), kind, making.maybe()) for n, kind in enumerate(kinds))


def formula(making: Making) -> str:
    """Over one question made before whose code is plain; else a constant."""
    parts = ["2"]
    for question in making.asked:
        if not SIMPLE.match(question.code):
            continue
        if question.kind in ("number", "percentage"):
            parts.append(f"[{question.code}] / 3")
        elif question.kind == "table":
            parts.append(f"sum([{question.code}.col0])")
    return f"round({making.draw(st.sampled_from(parts))} * 1.5, 1)"


def shape(making: Making, kind: QuestionKind) -> dict[str, Any]:
    """What the kind of a question asks for."""
    found: dict[str, Any] = {}
    if kind in ("single", "multiple", "yes_no", "scale"):
        found["choices"] = choices(making, kind)
    if kind in ("number", "percentage", "computed"):
        found["bands"] = bands(making)
    if kind == "computed":
        found["formula"] = formula(making)
    if kind == "table":
        found["columns"] = columns(making)
        found["row_limit"] = making.draw(st.sampled_from([0, 1, 40]))
    if kind == "scale" or found.get("row_limit") == 0:
        found["items"] = tuple(doc.Item(f"i{n}", making.texts()) for n in range(making.draw(st.integers(1, 3))))
    return found


def variant(making: Making) -> doc.Variant:
    return doc.Variant(making.draw(applicabilities), making.texts(), making.maybe(), making.maybe(), making.maybe())


def question(making: Making) -> doc.Question:
    draw = making.draw
    kind: QuestionKind = draw(st.sampled_from(get_args(QuestionKind)))
    made = doc.Question(
        code=making.code("n"),
        kind=kind,
        **{name: making.maybe() for name in ("name", "why", "help", "example", "unit", "effort", "evidence")},
        combine=draw(st.sampled_from(["sum", "best"])) if kind == "multiple" else "sum",
        not_concerned=draw(st.booleans()),
        unknown=draw(st.booleans()),
        time_bound=draw(st.booleans()),
        terms=tuple(sorted(draw(subset(making.terms)))) if making.terms else (),
        axes=tuple(draw(st.lists(st.sampled_from(["eau", "a, b", "x;y", "[z]", " bord ", "“q”"]), max_size=2))),
        variants=(variant(making),) if making.often() else (),
        **node(making),
        **shape(making, kind),
    )
    making.asked.append(made)
    return made


def theme(making: Making, depth: int) -> doc.Theme:
    head = {"code": making.code("n"), "description": making.maybe(), **node(making)}
    combine = "sum" if making.declared and making.draw(st.integers(0, 3)) == 0 else "mean"
    questions = tuple(question(making) for _ in range(making.draw(st.integers(1, 3))))
    below = making.draw(st.integers(0, depth)) if combine == "mean" else 0
    themes = tuple(theme(making, depth - 1) for _ in range(below))
    return doc.Theme(**head, combine=combine, questions=questions, themes=themes)


def levels(making: Making, themes: list[str], low: Fraction, high: Fraction) -> tuple[doc.Level, ...]:
    steps = making.draw(st.integers(0, 3))
    return tuple(
        doc.Level(
            code=making.code("l"),
            low=low + (high - low) * step / 3,
            title=making.texts(),
            group_title=making.maybe(),
            text=making.maybe(),
            themes={code: making.texts() for code in themes if making.often()},
        )
        for step in range(steps)
    )


def note(making: Making, asked: list[str]) -> doc.LegalNote:
    checked = making.draw(days)
    return doc.LegalNote(
        code=making.code("law"),
        text=making.texts(),
        mark=making.draw(st.sampled_from(doc.MARKS)),
        who=making.draw(applicabilities),
        place=making.draw(st.sampled_from(["", "Article 3", "=L. 229"])),
        since=making.draw(st.none() | days),
        source="https://example.org/a?b=1&c=2",
        checked_on=checked,
        review_by=making.draw(st.none() | st.just(checked)),
        questions=tuple(sorted(making.draw(subset(asked)))),
        origin=making.origin(),
    )


def resource(making: Making, asked: list[str]) -> doc.Resource:
    return doc.Resource(
        code=making.code("r"),
        title=making.texts(),
        text=making.maybe(),
        url=making.draw(st.sampled_from(["", "https://example.org/guide"])),
        category=making.draw(st.sampled_from(["", "measure", "fiche, été"])),
        questions=tuple(sorted(making.draw(subset(asked)))),
        origin=making.origin(),
    )


def beside(making: Making, asked: list[str]) -> dict[str, Any]:
    draw = making.draw
    traits = draw(st.lists(st.sampled_from(doc.TRAITS), max_size=2, unique=True))
    return {
        "traits": tuple(
            doc.Trait(code, making.texts(), making.maybe(), tuple(draw(st.lists(applicabilities, max_size=2))))
            for code in traits
        ),
        "terms": tuple(doc.Term(code, making.texts(), making.texts(), making.origin()) for code in making.terms),
        "legal_notes": tuple(note(making, asked) for _ in range(draw(st.integers(0, 2)))),
        "resources": tuple(resource(making, asked) for _ in range(draw(st.integers(0, 2)))),
        "express": tuple(asked[: draw(st.integers(0, 2))]),
    }


@st.composite
def documents(draw: st.DrawFn, layer: bool | None = None) -> doc.Document:
    """A sound document, a layer over another or not (None: either)."""
    languages = draw(st.sampled_from([("fr",), ("fr", "en"), ("en", "fr", "de")]))
    over = draw(st.booleans()) if layer is None else layer
    making = Making(draw, languages, declared=draw(st.booleans()), layer=over)
    making.terms = tuple(making.code("g") for _ in range(draw(st.integers(0, 2))))
    themes = tuple(theme(making, 2) for _ in range(draw(st.integers(1, 2))))
    low = Fraction(draw(st.integers(-5, 5)))
    high = low + draw(st.integers(1, 100))
    codes = [inner.code for top in themes for inner in top.walk()]
    return doc.Document(
        code="any-framework",
        version=draw(st.sampled_from(["1", "1.0", "2026.10", "v2 beta", "2026-11-21"])),
        languages=languages,
        title=making.texts(),
        description=making.maybe(),
        instructions=making.maybe(),
        licence=draw(st.sampled_from(["", "CC-BY-4.0", "Licence ouverte\n2.0"])),
        source=making.maybe(),
        minimum=low,
        maximum=high,
        decimals=draw(st.integers(0, 4)),
        points_floor=DECLARED[0] if making.declared else None,
        points_ceiling=DECLARED[1] if making.declared else None,
        unknown_is_zero=draw(st.booleans()),
        completeness=draw(st.fractions(0, 1, max_denominator=7)),
        theme_completeness=draw(st.fractions(0, 1, max_denominator=7)),
        seconds_per_question=draw(st.sampled_from([5, 30, 600])),
        levels=levels(making, codes, low, high),
        themes=themes,
        base="national@2026.1" if over else "",
        core="national" if over else "",
        audience=draw(applicabilities) if over else doc.EVERYONE,
        limits=draw(limits()),
        **beside(making, [asked.code for asked in making.asked]),
    )
