"""Which resources fit: the pure rule."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring import Applicability, NodeResult, Profile
from assessments.toolbox.domain.matching import MOST, WEAK, Offer, match

TODAY = date(2026, 11, 21)
COMPANY = Profile("company", "10-19", "C", frozenset({"premises"}))


def theme(code: str, ratio: Fraction | None) -> NodeResult:
    return NodeResult(
        id=code,
        kind="theme",
        status="scored" if ratio is not None else "empty",
        rule="weighted_mean",
        weight=Fraction(1),
        ratio=ratio,
        score=None,
        displayed=None,
        level=None,
        answered=0,
        expected=0,
    )


WATER, WASTE, ENERGY = theme("water", Fraction(1, 8)), theme("waste", Fraction(2, 5)), theme("energy", Fraction(4, 5))
THEMES = (ENERGY, WASTE, WATER)


def ids(*offers: Offer, themes: tuple[NodeResult, ...] = THEMES, profile: Profile = COMPANY) -> list[int]:
    return [found.offer.id for found in match(offers, themes, profile, TODAY)]


def test_weak_themes_take_turns_the_weakest_first() -> None:
    offers = [Offer(n, ("water",)) for n in (1, 2, 3)] + [Offer(n, ("waste",)) for n in (4, 5)]
    assert ids(*offers) == [1, 4, 2, 5, 3]


def test_a_strong_theme_or_one_without_a_score_calls_nothing() -> None:
    assert ids(Offer(1, ("energy",))) == []
    assert ids(Offer(1, ("water",)), themes=(theme("water", None),)) == []
    assert ids(Offer(1, ("water",)), themes=(theme("water", WEAK),)) == []


def test_what_is_for_others_is_not_shown() -> None:
    towns = Applicability(kinds=frozenset({"public_body"}))
    assert ids(Offer(1, ("water",), applies=towns)) == []
    assert ids(Offer(1, ("water",), applies=towns), profile=Profile("public_body")) == [1]


def test_what_is_over_is_never_shown() -> None:
    assert ids(Offer(1, ("water",), deadline=date(2026, 11, 20))) == []
    assert ids(Offer(1, ("water",), deadline=TODAY)) == [1]


def test_the_most_precise_then_the_nearest_then_the_soonest() -> None:
    premises = Applicability(traits=frozenset({"premises"}))
    offers = (
        Offer(1, ("water",), distance=1),
        Offer(2, ("water",)),
        Offer(3, ("water",), deadline=date(2026, 12, 31)),
        Offer(4, ("water",), applies=premises, distance=1),
    )
    assert ids(*offers) == [4, 3, 2, 1]


def test_a_match_says_its_theme_and_its_conditions() -> None:
    applies = Applicability(kinds=frozenset({"company"}), traits=frozenset({"premises"}))
    [found] = match([Offer(1, ("waste", "water"), applies=applies)], THEMES, COMPANY, TODAY)
    assert found.theme == "water"
    assert found.conditions == ("kinds", "traits")


@given(st.lists(st.sampled_from(["water", "waste", "energy", "other"]), max_size=20))
def test_at_most_five_and_none_twice(themes: list[str]) -> None:
    found = ids(*(Offer(n, (code,)) for n, code in enumerate(themes)))
    assert len(found) == len(set(found)) == min(MOST, sum(code in ("water", "waste") for code in themes))
