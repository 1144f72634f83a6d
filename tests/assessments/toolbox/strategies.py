"""Random rules, facts, resources and results."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from assessments.frameworks.domain.document import KINDS, TRAITS
from assessments.scoring import NodeResult
from assessments.toolbox.domain.eligibility import EMPLOYEES, Eligibility, Facts
from assessments.toolbox.domain.matching import Offer, Situation

TODAY = date(2026, 11, 21)
SOME_TRAITS = TRAITS[:4]
AREAS = ("region:75", "region:32", "departement:86", "epci:200069854", "commune:86194")
NAF = ("C", "G", "10", "10.7", "10.71C", "47.11F", "56")
CODES = ("10.71C", "47.11F", "56.10A", "86.10Z")
THEMES = {"water": ("EA1", "EA2"), "waste": ("DE1",), "energy": ("EN1", "EN2")}
QUESTIONS = tuple(code for codes in THEMES.values() for code in codes)
STEPS = ("a", "b", "yes")


def some(codes: Any, most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(codes)), max_size=most)


def eligibilities() -> st.SearchStrategy[Eligibility]:
    return st.builds(
        Eligibility,
        kinds=some(KINDS),
        sizes=some(EMPLOYEES),
        naf=some(NAF, 3),
        not_naf=some(NAF, 1),
        least=st.none() | st.integers(0, 300),
        most=st.none() | st.integers(0, 600),
        micro=st.sampled_from(["", "", "no", "only"]),
        areas=some(AREAS),
        years=st.none() | st.integers(0, 5),
        traits=some(SOME_TRAITS, 1),
        any_trait=some(SOME_TRAITS),
        no_trait=some(SOME_TRAITS, 1),
    )


def facts() -> st.SearchStrategy[Facts]:
    return st.builds(
        Facts,
        kind=st.sampled_from(["", *KINDS]),
        size=st.sampled_from(["", *EMPLOYEES]),
        section=st.sampled_from(["", "C", "G", "I", "Q"]),
        naf=st.sampled_from(["", *CODES]),
        areas=some(AREAS, 4),
        traits=some(SOME_TRAITS, 4),
        micro=st.none() | st.booleans(),
        years=st.none() | st.integers(0, 6),
    )


def days() -> st.SearchStrategy[date | None]:
    near = st.integers(-2, 2).map(lambda count: TODAY + timedelta(days=count))
    return st.none() | st.none() | near


def ratios() -> st.SearchStrategy[Fraction | None]:
    return st.none() | st.fractions(0, 1, max_denominator=10)


def offers() -> st.SearchStrategy[Offer]:
    loose = st.just(Eligibility()) | st.builds(Eligibility, kinds=some(KINDS), areas=some(AREAS)) | eligibilities()
    return st.builds(
        Offer,
        id=st.just(0),
        themes=some(THEMES),
        rule=loose,
        opens_on=days(),
        closes_on=days(),
        suspended=st.sampled_from([False, False, False, True]),
        distance=st.integers(0, 2),
        framework=st.sampled_from(["", "ours", "other"]),
        questions=some(QUESTIONS),
        choices=st.frozensets(st.tuples(st.sampled_from(QUESTIONS), st.sampled_from(STEPS)), max_size=2),
        least=ratios(),
        most=ratios(),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    themes = tuple(_theme(draw, code, questions) for code, questions in THEMES.items())
    picked = draw(st.dictionaries(st.sampled_from(QUESTIONS), some(STEPS), max_size=4))
    return Situation(draw(facts()), themes, TODAY, picked, frozenset({"ours"}))


def _theme(draw: st.DrawFn, code: str, questions: tuple[str, ...]) -> NodeResult:
    below = [
        node(question, draw(ratios()), "question", status=draw(st.sampled_from(["scored", "not_asked"])))
        for question in questions
    ]
    child = node(f"{code}-sub", draw(ratios()), "theme", below[:1])
    return node(code, draw(ratios()), "theme", [child, *below[1:]])


def node(
    code: str, ratio: Fraction | None, kind: Any = "theme", children: Any = (), status: Any = "scored"
) -> NodeResult:
    """A theme or a question of a result at this share of the scale."""
    return NodeResult(
        id=code,
        kind=kind,
        status=status,
        rule="weighted_mean",
        weight=Fraction(1),
        ratio=ratio,
        score=None,
        displayed=None,
        level=None,
        answered=0,
        expected=0,
        children=tuple(children),
    )
