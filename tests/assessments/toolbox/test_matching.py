"""Which resources come first: the pure rule."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import NodeResult
from assessments.toolbox.domain.eligibility import Eligibility, Facts
from assessments.toolbox.domain.index import Index
from assessments.toolbox.domain.matching import WEAK, Offer, Situation
from tests.assessments.toolbox.strategies import TODAY, node

COMPANY = Facts("company", "10-19", "C", traits=frozenset({"premises"}))
WATER, WASTE, ENERGY = node("water", Fraction(1, 8)), node("waste", Fraction(2, 5)), node("energy", Fraction(4, 5))
THEMES = (ENERGY, WASTE, WATER)
FIVE = 5


def offer(pk: int, *themes: str, **facts: object) -> Offer:
    return replace(Offer(pk, frozenset(themes)), **facts)


def ids(*offers: Offer, themes: tuple[NodeResult, ...] = THEMES, facts: Facts = COMPANY) -> list[int]:
    found = Index(offers).best(Situation(facts, themes, TODAY))
    return [match.offer.id for match in islice(found, FIVE) if not match.missed]


def test_weak_themes_take_turns_the_weakest_first() -> None:
    offers = [offer(n, "water") for n in (1, 2, 3)] + [offer(n, "waste") for n in (4, 5)]
    assert ids(*offers) == [1, 4, 2, 5, 3]


def test_a_strong_theme_or_one_without_a_score_calls_nothing() -> None:
    assert ids(offer(1, "energy")) == []
    assert ids(offer(1, "water"), themes=(node("water", None),)) == []
    assert ids(offer(1, "water"), themes=(node("water", WEAK),)) == []


def test_what_is_for_others_is_not_shown() -> None:
    towns = Eligibility(kinds=frozenset({"public_body"}))
    assert ids(offer(1, "water", rule=towns)) == []
    assert ids(offer(1, "water", rule=towns), facts=Facts("public_body")) == [1]


def test_what_is_over_is_never_shown() -> None:
    assert ids(offer(1, "water", closes_on=date(2026, 11, 20))) == []
    assert ids(offer(1, "water", closes_on=TODAY)) == [1]


def test_the_most_precise_then_the_nearest_then_the_soonest() -> None:
    premises = Eligibility(traits=frozenset({"premises"}))
    offers = (
        offer(1, "water", distance=1),
        offer(2, "water"),
        offer(3, "water", closes_on=date(2026, 12, 31)),
        offer(4, "water", rule=premises, distance=1),
    )
    assert ids(*offers) == [4, 3, 2, 1]


def test_a_match_says_its_theme_and_its_conditions() -> None:
    rule = Eligibility(kinds=frozenset({"company"}), traits=frozenset({"premises"}))
    [found] = Index([offer(1, "waste", "water", rule=rule)]).best(Situation(COMPANY, THEMES, TODAY))
    assert found.call is not None
    assert found.call.theme == "water"
    assert found.met == ("kinds", "traits")


@given(st.lists(st.sampled_from(["water", "waste", "energy", "other"]), max_size=20))
def test_none_twice(themes: list[str]) -> None:
    found = ids(*(offer(n, code) for n, code in enumerate(themes)))
    assert len(found) == len(set(found)) == min(FIVE, sum(code in ("water", "waste") for code in themes))
