"""Random frameworks, profiles and answers that belong to them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, get_args

from hypothesis import strategies as st

from assessments.scoring import (
    NA,
    UNKNOWN,
    Answer,
    Applicability,
    Band,
    Choice,
    Framework,
    Level,
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


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    kind: QuestionKind = draw(st.sampled_from(get_args(QuestionKind)[:6]))
    ids = ["yes", "no"] if kind == "yes_no" else ["a", "b", "c", "d"]
    has_choices = kind in ("single", "multiple", "yes_no")
    return Question(
        id=name,
        kind=kind,
        weight=draw(weights),
        choices=tuple(Choice(i, draw(st.none() | points)) for i in ids) if has_choices else (),
        bands=draw(bands()) if kind in ("number", "percentage") else (),
        combine=draw(st.sampled_from(["sum", "best"])),
        applies=draw(applicabilities),
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
    }
    return own[question.kind] | st.sampled_from([NA, UNKNOWN, None])


@dataclass(frozen=True)
class Case:
    framework: Framework
    answers: dict[str, Answer]
    profile: Profile


@st.composite
def cases(draw: st.DrawFn) -> Case:
    framework = draw(frameworks())
    answers = {q.id: draw(answers_to(q)) for q in framework.questions()}
    answers["ladder"] = draw(st.sampled_from(LADDER))
    return Case(framework, answers, draw(profiles))
