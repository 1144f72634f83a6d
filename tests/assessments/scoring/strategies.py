"""Random frameworks, profiles and answers that belong to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
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


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Contiguous bands over the whole line."""
    edges = sorted(draw(st.sets(st.integers(0, 100), min_size=1, max_size=4)))
    bounds: list[Fraction | None] = [None, *map(Fraction, edges), None]
    return tuple(Band(low, high, draw(points)) for low, high in pairwise(bounds))


COLUMNS = (Column("what"), Column("tonnes", "number"), Column("share", "percentage"), Column("since", "date"))


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    kind: QuestionKind = draw(st.sampled_from(get_args(QuestionKind)))
    ids = ["yes", "no"] if kind == "yes_no" else ["a", "b", "c", "d"]
    has_choices = kind in ("single", "multiple", "yes_no", "scale")
    fixed = kind == "scale" or (kind == "table" and draw(st.booleans()))
    return Question(
        id=name,
        kind=kind,
        weight=draw(weights),
        choices=tuple(Choice(i, draw(st.none() | points)) for i in ids) if has_choices else (),
        bands=draw(bands()) if kind in ("number", "percentage", "computed") else (),
        combine=draw(st.sampled_from(["sum", "best"])),
        applies=draw(applicabilities),
        items=("x", "y", "z") if fixed else (),
        columns=COLUMNS if kind == "table" else (),
        row_limit=3 if kind == "table" and not fixed else 0,
        formula="0" if kind == "computed" else "",
    )


@st.composite
def themes(draw: st.DrawFn, name: str, depth: int, *, declared: bool) -> Theme:
    combine: Literal["mean", "sum"] = draw(st.sampled_from(["mean", "sum"])) if declared else "mean"
    children: list[Theme | Question] = [draw(questions(f"{name}.{n}")) for n in range(draw(st.integers(0, 2)))]
    if depth and combine == "mean":
        children += [draw(themes(f"{name}.t{n}", depth - 1, declared=declared)) for n in range(draw(st.integers(0, 1)))]
    return Theme(name, draw(weights), tuple(children), draw(applicabilities), combine)


@st.composite
def anchored(draw: st.DrawFn, *, declared: bool) -> Theme:
    """A theme whose question "ladder" is always shown and scored: most properties turn on it."""
    steps = draw(st.lists(points, min_size=4, max_size=4))
    ladder = Question(
        "ladder",
        weight=draw(weights),
        choices=tuple(Choice(f"s{n}", p) for n, p in enumerate([*steps, Fraction(8)])),
    )
    beside = draw(themes("beside", 1, declared=declared))
    return Theme("anchor", draw(weights), (*beside.children, ladder) if beside.combine == "mean" else (ladder, beside))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    declared = draw(st.booleans())
    minimum = Fraction(draw(st.integers(-5, 5)))
    maximum = minimum + draw(st.integers(1, 100))
    middle = minimum + (maximum - minimum) / 3
    return Framework(
        code="any",
        version="1",
        minimum=minimum,
        maximum=maximum,
        decimals=draw(st.integers(0, 2)),
        themes=(
            draw(anchored(declared=declared)),
            *(draw(themes(f"t{n}", 1, declared=declared)) for n in range(draw(st.integers(0, 2)))),
        ),
        levels=(Level("low", minimum), Level("high", middle)),
        points_floor=Fraction(1) if declared else None,
        points_ceiling=Fraction(5) if declared else None,
        unknown_is_zero=draw(st.booleans()),
        completeness=Fraction(draw(st.integers(0, 100)), 100),
        theme_completeness=Fraction(draw(st.integers(0, 100)), 100),
    )


def conditions(before: list[Question]) -> st.SearchStrategy[Condition]:
    """Conditions over the questions `before`, and over the profile."""
    leaves: list[st.SearchStrategy[Condition]] = [st.builds(Fits, applicabilities)]
    for question in before:
        ids = ["yes", "no"] if question.kind == "yes_no" else ["a", "b", "c", "s3", "s4"]
        among = st.frozensets(st.sampled_from(ids), max_size=2)
        edges = st.none() | st.integers(-5, 60).map(Fraction)
        leaves.append(
            st.builds(Given, st.just(question.id), among)
            | st.builds(Given, st.just(question.id), st.just(frozenset()), edges, edges)
        )

    def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        several = st.lists(parts, max_size=2).map(tuple)
        return st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, parts)

    return st.recursive(st.one_of(leaves), joined, max_leaves=3)


def formulas(before: list[Question]) -> st.SearchStrategy[str]:
    """Formulas over the numbers and the columns of the questions `before`."""
    numbers = [f"[{q.id}]" for q in before if q.kind in ("number", "percentage", "computed")]
    columns = [f"[{q.id}.{column}]" for q in before if q.kind == "table" for column in ("tonnes", "share")]
    parts = st.sampled_from(
        ["0", "1", "2.5", *numbers, *(f"sum({c})" for c in columns), *(f"count({c})" for c in columns)]
    )

    def joined(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        pair = st.tuples(inside, st.sampled_from("+-*/"), inside).map(lambda three: "({} {} {})".format(*three))
        function = st.tuples(st.sampled_from(["abs", "round", "mean", "max", "count"]), inside)
        return pair | function.map(lambda two: "{}({})".format(*two))

    return st.recursive(parts, joined, max_leaves=4)


Draw = Callable[[st.SearchStrategy[Any]], Any]


def with_logic(draw: Draw, framework: Framework, free: Iterable[str]) -> Framework:
    """`framework` with conditions and formulas, each over what stands before it; nothing looks at `free`,
    and neither those nor the themes above them have a condition."""
    free = frozenset(free)
    before: list[Question] = []

    def turned(node: Theme | Question) -> Theme | Question:
        conditioned = node.id not in free and draw(st.booleans())
        visible_if = draw(conditions(before)) if conditioned else None
        if isinstance(node, Theme):
            node = replace(node, visible_if=visible_if)
            return replace(node, children=tuple(turned(child) for child in node.children))
        formula = draw(formulas(before)) if node.kind == "computed" else ""
        before.extend([node] if node.id not in free else [])
        return replace(node, visible_if=visible_if, formula=formula)

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
    ids = [choice.id for choice in question.choices]
    own: dict[str, st.SearchStrategy[Answer]] = {
        "single": st.sampled_from(ids or [""]),
        "multiple": st.lists(st.sampled_from(ids or [""]), max_size=4),
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
    return own[question.kind] | st.sampled_from([NA, UNKNOWN, None])


@dataclass(frozen=True)
class Case:
    framework: Framework
    answers: dict[str, Answer]
    profile: Profile


@st.composite
def cases(draw: st.DrawFn, *, entangled: bool = False) -> Case:
    """A framework without conditions, with some, and always with its formulas.

    `entangled`: the ladder too is looked at by conditions, and hidden by them.
    """
    framework = draw(frameworks())
    if entangled or draw(st.booleans()):
        framework = with_logic(draw, framework, () if entangled else ("anchor", "ladder"))
    answers = {q.id: draw(answers_to(q)) for q in framework.questions()}
    answers["ladder"] = draw(st.sampled_from(LADDER))
    return Case(framework, answers, draw(profiles))
