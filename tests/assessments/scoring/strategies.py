"""Random frameworks, profiles and answers that belong to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args

from hypothesis import strategies as st

from assessments.scoring import (
    NA,
    UNKNOWN,
    AllOf,
    Answer,
    AnyOf,
    Applicability,
    Band,
    Choice,
    Column,
    Condition,
    Fits,
    Framework,
    Given,
    Level,
    Not,
    Profile,
    Question,
    Theme,
)
from assessments.scoring.model import QuestionKind

TRAITS = ("premises", "vehicles", "food")
LADDER = ("s0", "s1", "s2", "s3", "s4")
weights = st.fractions(min_value=0, max_value=5, max_denominator=4)
points = st.fractions(min_value=-2, max_value=8, max_denominator=3)
profiles = st.builds(
    Profile,
    kind=st.sampled_from(["company", "association", "public_body"]),
    size=st.sampled_from(["", "0", "1-9", "500+"]),
    section=st.sampled_from(["", "A", "G"]),
    traits=st.frozensets(st.sampled_from(TRAITS)),
)
applicabilities = st.one_of(
    st.just(Applicability()),
    st.builds(
        Applicability,
        kinds=st.frozensets(st.sampled_from(["company", "association"])),
        traits=st.frozensets(st.sampled_from(TRAITS), max_size=1),
        no_trait=st.frozensets(st.sampled_from(TRAITS), max_size=1),
    ),
)


Draw = Callable[[st.SearchStrategy[Any]], Any]
booleans = st.booleans()
kinds = st.sampled_from(get_args(QuestionKind))
some_points = st.none() | points
edges = st.sets(st.integers(0, 100), min_size=1, max_size=4)
combines = st.sampled_from(["sum", "best"])
theme_combines = st.sampled_from(["mean", "sum"])
minimums, spans, shares = st.integers(-5, 5), st.integers(1, 100), st.integers(0, 100)
ladder_steps = st.sampled_from(LADDER)
upto = [st.integers(0, most) for most in range(4)]
ladders = st.lists(points, min_size=4, max_size=4)
"""Made once: hypothesis looks a strategy over each time that a new one is made."""


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Contiguous bands over the whole line."""
    inner = sorted(draw(edges))
    bounds: list[Fraction | None] = [None, *map(Fraction, inner), None]
    return tuple(Band(low, high, draw(points)) for low, high in pairwise(bounds))


COLUMNS = (Column("what"), Column("tonnes", "number"), Column("share", "percentage"), Column("since", "date"))


some_bands = bands()


@cache
@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    kind: QuestionKind = draw(kinds)
    ids = ["yes", "no"] if kind == "yes_no" else ["a", "b", "c", "d"]
    has_choices = kind in ("single", "multiple", "yes_no", "scale")
    fixed = kind == "scale" or (kind == "table" and draw(booleans))
    return Question(
        id=name,
        kind=kind,
        weight=draw(weights),
        choices=tuple(Choice(i, draw(some_points)) for i in ids) if has_choices else (),
        bands=draw(some_bands) if kind in ("number", "percentage", "computed") else (),
        combine=draw(combines),
        applies=draw(applicabilities),
        items=("x", "y", "z") if fixed else (),
        columns=COLUMNS if kind == "table" else (),
        row_limit=3 if kind == "table" and not fixed else 0,
        formula="0" if kind == "computed" else "",
    )


@cache
@st.composite
def themes(draw: st.DrawFn, name: str, depth: int, *, declared: bool) -> Theme:
    combine: Literal["mean", "sum"] = draw(theme_combines) if declared else "mean"
    children: list[Theme | Question] = [draw(questions(f"{name}.{n}")) for n in range(draw(upto[2]))]
    if depth and combine == "mean":
        children += [draw(themes(f"{name}.t{n}", depth - 1, declared=declared)) for n in range(draw(upto[1]))]
    return Theme(name, draw(weights), tuple(children), draw(applicabilities), combine)


@cache
@st.composite
def anchored(draw: st.DrawFn, *, declared: bool) -> Theme:
    """A theme whose question "ladder" is always shown and scored: most properties turn on it."""
    steps = draw(ladders)
    ladder = Question(
        "ladder",
        weight=draw(weights),
        choices=tuple(Choice(f"s{n}", p) for n, p in enumerate([*steps, Fraction(8)])),
    )
    beside = draw(themes("beside", 1, declared=declared))
    return Theme("anchor", draw(weights), (*beside.children, ladder) if beside.combine == "mean" else (ladder, beside))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    declared = draw(booleans)
    minimum = Fraction(draw(minimums))
    maximum = minimum + draw(spans)
    middle = minimum + (maximum - minimum) / 3
    return Framework(
        code="any",
        version="1",
        minimum=minimum,
        maximum=maximum,
        decimals=draw(upto[2]),
        themes=(
            draw(anchored(declared=declared)),
            *(draw(themes(f"t{n}", 1, declared=declared)) for n in range(draw(upto[2]))),
        ),
        levels=(Level("low", minimum), Level("high", middle)),
        points_floor=Fraction(1) if declared else None,
        points_ceiling=Fraction(5) if declared else None,
        unknown_is_zero=draw(booleans),
        completeness=Fraction(draw(shares), 100),
        theme_completeness=Fraction(draw(shares), 100),
    )


COUNTING = ("number", "percentage", "computed")
FUNCTIONS = ("abs", "round", "mean", "max", "count")
shapes = st.sampled_from(["all", "any", "not", "profile", "choice", "choice", "bounds"])
choices_named = st.frozensets(st.sampled_from(["yes", "no", "a", "b", "c", "s3", "s4"]), max_size=3)
bounds_named = st.none() | st.integers(-5, 60).map(Fraction)
places = st.integers(0, 1000)
formula_shapes = st.sampled_from(["number", "number", "question", "question", "column", "+", "-", "*", "/", *FUNCTIONS])
written_numbers = st.sampled_from(["0", "1", "2.5"])
column_names = st.sampled_from(["tonnes", "share"])


def condition(draw: Draw, before: list[Question], depth: int = 2) -> Condition:
    """A condition over the questions `before`, and over the profile."""
    shape = draw(shapes)
    if shape in ("all", "any") and depth:
        parts = tuple(condition(draw, before, depth - 1) for _ in range(draw(upto[2])))
        return AllOf(parts) if shape == "all" else AnyOf(parts)
    if shape == "not" and depth:
        return Not(condition(draw, before, depth - 1))
    if shape == "profile" or not before:
        return Fits(draw(applicabilities))
    question = before[draw(places) % len(before)]
    if shape == "bounds":
        return Given(question.id, frozenset(), draw(bounds_named), draw(bounds_named))
    return Given(question.id, draw(choices_named))


def formula(draw: Draw, before: list[Question], depth: int = 2) -> str:
    """A formula over the numbers and the columns of the questions `before`."""
    shape = draw(formula_shapes)
    numbers = [question.id for question in before if question.kind in COUNTING]
    tables = [question.id for question in before if question.kind == "table"]
    if shape in FUNCTIONS and depth:
        return f"{shape}({formula(draw, before, depth - 1)})"
    if shape in "+-*/" and depth:
        return f"({formula(draw, before, depth - 1)} {shape} {formula(draw, before, depth - 1)})"
    if shape == "column" and tables:
        return f"sum([{tables[draw(places) % len(tables)]}.{draw(column_names)}])"
    if shape == "number" or not numbers:
        return draw(written_numbers)
    return f"[{numbers[draw(places) % len(numbers)]}]"


def with_logic(draw: Draw, framework: Framework, free: Iterable[str]) -> Framework:
    """`framework` with conditions and formulas, each over what stands before it; nothing looks at `free`,
    and neither those nor the themes above them have a condition."""
    free = frozenset(free)
    before: list[Question] = []

    def turned(node: Theme | Question) -> Theme | Question:
        conditioned = node.id not in free and draw(booleans)
        visible_if = condition(draw, before) if conditioned else None
        if isinstance(node, Theme):
            node = replace(node, visible_if=visible_if)
            return replace(node, children=tuple(turned(child) for child in node.children))
        text = formula(draw, before) if node.kind == "computed" else ""
        before.extend([node] if node.id not in free else [])
        return replace(node, visible_if=visible_if, formula=text)

    return replace(framework, themes=tuple(turned(theme) for theme in framework.themes))  # type: ignore[misc]


def cells(column: Column) -> st.SearchStrategy[Any]:
    own: dict[str, st.SearchStrategy[Any]] = {
        "text": st.text(max_size=3),
        "number": st.integers(-3, 50) | st.floats(-3, 50),
        "percentage": st.integers(0, 100),
        "date": st.dates().map(str),
    }
    return own[column.kind] | st.sampled_from([None, ""])


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Everything that may be answered to `question`, silence included."""
    return _answers(question.kind, tuple(choice.id for choice in question.choices))


@cache
def _answers(kind: QuestionKind, ids: tuple[str, ...]) -> st.SearchStrategy[Answer]:
    own: dict[str, st.SearchStrategy[Answer]] = {
        "single": st.sampled_from(ids or ("",)),
        "multiple": st.lists(st.sampled_from(ids or ("",)), max_size=4),
        "yes_no": st.booleans() | st.sampled_from(["yes", "no"]),
        "number": st.integers(-20, 120) | st.floats(-20, 120) | st.just(Decimal("12.5")),
        "percentage": st.integers(0, 100) | st.floats(0, 100),
        "text": st.text(max_size=5),
        "date": st.dates().map(str),
        "file": st.text(min_size=1, max_size=5),
        "scale": st.dictionaries(st.sampled_from(["x", "y", "z"]), st.sampled_from([*ids, NA, ""]), max_size=3),
        "table": st.lists(
            st.fixed_dictionaries({}, optional={column.id: cells(column) for column in COLUMNS}), max_size=3
        ),
        "computed": st.none(),
    }
    return own[kind] | st.sampled_from([NA, UNKNOWN, None])


@dataclass(frozen=True)
class Case:
    framework: Framework
    answers: dict[str, Answer]
    profile: Profile


some_frameworks = frameworks()


@cache
@st.composite
def cases(draw: st.DrawFn, *, entangled: bool = False) -> Case:
    """A framework without conditions, with some, and always with its formulas.

    `entangled`: the ladder too is looked at by conditions, and hidden by them.
    """
    framework = draw(some_frameworks)
    if entangled or draw(booleans):
        framework = with_logic(draw, framework, () if entangled else ("anchor", "ladder"))
    answers = {q.id: draw(answers_to(q)) for q in framework.questions()}
    answers["ladder"] = draw(ladder_steps)
    return Case(framework, answers, draw(profiles))
