"""The index gives what a plain loop gives, for any resources and any reader."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.toolbox.domain.calling import calls_of, calls_of_question, picked_in
from assessments.toolbox.domain.eligibility import Eligibility, Facts, Verdict
from assessments.toolbox.domain.index import Index
from assessments.toolbox.domain.matching import OPENS, SUSPENDED, Call, Fit, Offer, Situation
from tests.assessments.toolbox.plain_loop import missed_and_unsure, plain_match
from tests.assessments.toolbox.strategies import TODAY, node, offers, situations

WATER = node("water", Fraction(1, 5), children=[node("EA1", Fraction(4, 5), "question")])
COMPANY = Facts(kind="company", size="10-19")


def numbered(drawn: list[Offer]) -> list[Offer]:
    return [replace(offer, id=rank) for rank, offer in enumerate(drawn)]


@given(st.lists(offers(), max_size=25), situations())
def test_the_index_gives_what_a_plain_loop_gives(drawn: list[Offer], situation: Situation) -> None:
    mine = numbered(drawn)
    found = list(Index(mine).best(situation))
    told = [(m.offer.id, m.fit.value, m.call and (m.call.kind, m.call.node, m.call.choice)) for m in found]
    assert told == plain_match(mine, situation)


@given(st.lists(offers(), max_size=15), situations())
def test_every_open_resource_is_told_once_and_truly(drawn: list[Offer], situation: Situation) -> None:
    mine = numbered(drawn)
    found = list(Index(mine).all(situation))
    live = [offer for offer in mine if offer.closes_on is None or offer.closes_on >= TODAY]
    assert Counter(match.offer.id for match in found) == Counter(offer.id for offer in live)
    for match in found:
        missed, unsure = missed_and_unsure(match.offer, situation.facts, TODAY)
        assert (len(match.missed), len(match.unsure)) == (missed, unsure)
        assert match.fit is (Fit.ELIGIBLE, Fit.NEARLY, Fit.NO)[min(missed, 2)]
        assert match.call is None or match.fit is not Fit.NO
    fits = [["eligible", "nearly", "no"].index(match.fit.value) for match in found]
    assert fits == sorted(fits)


@given(st.lists(offers(), max_size=15), situations())
def test_a_condition_more_never_lets_anyone_in(drawn: list[Offer], situation: Situation) -> None:
    mine = numbered(drawn)
    harder = [replace(offer, rule=replace(offer.rule, no_trait=offer.rule.no_trait | {"premises"})) for offer in mine]
    before = {match.offer.id: match.fit for match in Index(mine).all(situation)}
    for match in Index(harder).all(situation):
        assert list(Fit).index(match.fit) >= list(Fit).index(before[match.offer.id])


def situation(**changes: object) -> Situation:
    return replace(Situation(COMPANY, (WATER,), TODAY), **changes)


def test_one_thing_missing_is_told_two_are_not_proposed() -> None:
    late = Offer(1, frozenset({"water"}), opens_on=date_after(3))
    paused = Offer(2, frozenset({"water"}), suspended=True)
    small = Offer(3, frozenset({"water"}), rule=Eligibility(most=9))
    never = Offer(4, frozenset({"water"}), rule=Eligibility(most=9), suspended=True)
    found = {
        match.offer.id: (match.fit, match.missed) for match in Index([late, paused, small, never]).best(situation())
    }
    assert found == {
        1: (Fit.NEARLY, (OPENS,)),
        2: (Fit.NEARLY, (SUSPENDED,)),
        3: (Fit.NEARLY, ("employees",)),
    }
    assert [match.offer.id for match in Index([never]).all(situation())] == [4]


def date_after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("least", "most", "ratio", "called"),
    [
        (None, None, Fraction(3, 5), False),
        (None, None, Fraction(59, 100), True),
        (Fraction(3, 5), None, Fraction(3, 5), True),
        (Fraction(3, 5), None, Fraction(1, 2), False),
        (None, Fraction(1, 2), Fraction(1, 2), True),
        (Fraction(1, 5), Fraction(2, 5), Fraction(1, 2), False),
    ],
)
def test_a_band_says_for_which_scores_it_is_meant(
    least: Fraction | None, most: Fraction | None, ratio: Fraction, called: bool
) -> None:
    offer = Offer(1, frozenset({"water"}), least=least, most=most)
    assert bool(list(Index([offer]).best(situation(themes=(node("water", ratio),))))) is called


def test_a_choice_calls_whatever_the_score_and_comes_first() -> None:
    themed = Offer(1, frozenset({"water"}), rule=Eligibility(kinds=frozenset({"company"})))
    chosen = Offer(2, choices=frozenset({("EA1", "c4")}))
    found = list(Index([themed, chosen]).best(situation(picked={"EA1": frozenset({"c4"})})))
    assert [match.call for match in found] == [Call("choice", "water", "EA1", "c4"), Call("theme", "water", "water")]


def test_a_question_asked_for_calls_itself_then_the_themes_above() -> None:
    inner = node("taps", Fraction(9, 10), children=[node("EA1", Fraction(1), "question")])
    above = situation(themes=(node("water", Fraction(4, 5), children=[inner]),))
    assert [call.node for call in calls_of_question(above, "EA1")] == ["EA1", "taps", "water"]
    assert calls_of_question(above, "XX") == ()
    offer = Offer(1, frozenset({"water"}))
    assert list(Index([offer]).best(above)) == []
    assert [m.offer for m in Index([offer]).among([calls_of_question(above, "EA1")], above, always=True)] == [offer]


def test_answers_that_were_not_asked_call_nothing() -> None:
    hidden = node("EA1", None, "question", status="not_asked")
    found = calls_of(situation(themes=(node("water", None, children=[hidden]),), picked={"EA1": frozenset({"a"})}))
    assert found == [()]


def test_choices_of_every_kind_of_answer() -> None:
    answers = {"a": "x", "b": ["x", "y"], "c": True, "d": {"line": "s"}, "e": None, "f": 3, "g": [{"column": 1}]}
    assert picked_in(answers) == {
        "a": {"x"}, "b": {"x", "y"}, "c": {"yes"}, "d": {"line=s"},
    }  # fmt: skip


def test_what_is_sure_comes_before_what_is_to_check() -> None:
    unsure = Offer(1, frozenset({"water"}), rule=Eligibility(years=3, kinds=frozenset({"company"})))
    sure = Offer(2, frozenset({"water"}))
    found = list(Index([unsure, sure]).best(situation()))
    assert [(match.offer.id, match.unsure) for match in found] == [(2, ()), (1, ("years",))]
    assert dict(unsure.rule.verdicts(COMPANY))["years"] is Verdict.UNSURE
