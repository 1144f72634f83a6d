"""The rules alone: what a condition comes to, and what nobody could meet."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.conditionality.domain.conditions import (
    Condition,
    Facts,
    Kind,
    Promise,
    Reason,
    Score,
    Verdict,
    after,
    judge,
    overall,
)
from network.conditionality.domain.faults import Code, Ground, faults

TODAY = date(2026, 11, 21)
GROUND = Ground(levels=5, themes=frozenset({"energy", "water"}), charter=True, today=TODAY)
ENERGY = Condition(Kind.LEVEL, theme="energy", least=3, months=12)
CHARTER = Condition(Kind.CHARTER)
PROMISE = Condition(Kind.COMMITMENT, promise="Nous trierons.", review=6)


def facts(level: int | None = 3, share: Fraction | None = Fraction(1, 2), **changes: object) -> Facts:
    given = {"today": TODAY, "issued_on": TODAY - timedelta(30), "scores": {"energy": Score(level, share)}}
    return Facts(**given | changes)  # type: ignore[arg-type]


def said(condition: Condition, known: Facts) -> tuple[Verdict, Reason]:
    (outcome,) = judge([condition], known)
    return outcome.verdict, outcome.reason


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts(3), (Verdict.MET, Reason.REACHED)),
        (facts(2), (Verdict.MISSED, Reason.BELOW)),
        (facts(None), (Verdict.UNKNOWN, Reason.NO_SCORE)),
        (facts(5, issued_on=date(2025, 11, 21)), (Verdict.MISSED, Reason.TOO_OLD)),
        (facts(5, issued_on=date(2025, 11, 22)), (Verdict.MET, Reason.REACHED)),
        (facts(scores={}), (Verdict.UNKNOWN, Reason.NOT_ASKED)),
        (facts(issued_on=None), (Verdict.UNKNOWN, Reason.NO_RESULT)),
    ],
)
def test_a_level(known: Facts, expected: tuple[Verdict, Reason]) -> None:
    assert said(ENERGY, known) == expected


@given(st.integers(0, 1000), st.integers(1, 100))
def test_a_share_is_compared_exactly(thousandths: int, least: int) -> None:
    asked = Condition(Kind.SHARE, theme="energy", least=least, months=12)
    verdict, _reason = said(asked, facts(share=Fraction(thousandths, 1000)))
    assert (verdict is Verdict.MET) == (thousandths >= 10 * least)


def test_the_charter() -> None:
    assert said(CHARTER, facts(signed=True)) == (Verdict.MET, Reason.SIGNED)
    assert said(CHARTER, facts(signed=False)) == (Verdict.MISSED, Reason.NOT_SIGNED)
    assert said(CHARTER, facts(signed=None)) == (Verdict.UNKNOWN, Reason.NOBODY)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (None, (Verdict.MISSED, Reason.NOT_PROMISED)),
        (Promise("made", TODAY), (Verdict.MET, Reason.PROMISED)),
        (Promise("made", TODAY - timedelta(1)), (Verdict.UNKNOWN, Reason.REVIEW_LATE)),
        (Promise("kept", TODAY - timedelta(99)), (Verdict.MET, Reason.PROMISED)),
        (Promise("partly", TODAY - timedelta(99)), (Verdict.MET, Reason.PROMISED)),
        (Promise("dropped", TODAY - timedelta(99)), (Verdict.MISSED, Reason.DROPPED)),
    ],
)
def test_a_promise(made: Promise | None, expected: tuple[Verdict, Reason]) -> None:
    assert said(PROMISE, facts(promises={PROMISE.promise: made} if made else {})) == expected


def test_a_promise_stands_in_for_a_level_that_is_missed() -> None:
    either = Condition(Kind.LEVEL, theme="energy", least=4, months=12, promise="Nous trierons.", review=6)
    assert said(either, facts(2)) == (Verdict.MISSED, Reason.BELOW)
    held = {"Nous trierons.": Promise("made", TODAY + timedelta(9))}
    assert said(either, facts(2, promises=held)) == (Verdict.MET, Reason.PROMISED)
    assert said(either, facts(5, promises=held)) == (Verdict.MET, Reason.REACHED)
    late = {"Nous trierons.": Promise("made", TODAY - timedelta(9))}
    assert said(either, facts(2, promises=late)) == (Verdict.UNKNOWN, Reason.REVIEW_LATE)


@given(st.lists(st.sampled_from([ENERGY, CHARTER, PROMISE]), min_size=1), st.booleans(), st.integers(1, 5))
def test_the_whole_is_met_where_each_is(asked: list[Condition], signed: bool, level: int) -> None:
    outcomes = judge(asked, facts(level, signed=signed))
    verdicts = [outcome.verdict for outcome in outcomes]
    assert (overall(outcomes) is Verdict.MET) == all(verdict is Verdict.MET for verdict in verdicts)
    assert (overall(outcomes) is Verdict.MISSED) == (Verdict.MISSED in verdicts)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_is_never_in_another_month(day: date, months: int) -> None:
    later = after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ([], Code.EMPTY),
        ([ENERGY, ENERGY], Code.SAME),
        ([Condition(Kind.LEVEL, theme="energy", least=6, months=12)], Code.NO_LEVEL),
        ([Condition(Kind.LEVEL, theme="energy", least=1, months=12)], Code.LOWEST),
        ([Condition(Kind.SHARE, least=101, months=12)], Code.NO_SHARE),
        ([Condition(Kind.SHARE, months=12)], Code.NO_SHARE),
        ([Condition(Kind.SHARE, theme="air", least=50, months=12)], Code.NO_THEME),
        ([Condition(Kind.SHARE, least=50)], Code.NO_MONTHS),
        ([Condition(Kind.COMMITMENT, review=6)], Code.NO_SENTENCE),
        ([Condition(Kind.COMMITMENT, promise="Nous trierons.")], Code.NO_REVIEW),
        ([ENERGY, Condition(Kind.SHARE, theme="energy", least=50, months=24)], Code.HARDER_PART),
        ([PROMISE] * 9, Code.TOO_MANY),
    ],
)
def test_what_cannot_be_asked(asked: list[Condition], code: Code) -> None:
    assert code in {fault.code for fault in faults(asked, GROUND)}


def test_what_the_territory_makes_impossible() -> None:
    bare = Ground(levels=5, themes=frozenset(), charter=False, today=TODAY, deadline=TODAY - timedelta(1))
    assert {fault.code for fault in faults([CHARTER], bare)} == {Code.NO_CHARTER, Code.CLOSED}
    assert not list(faults([ENERGY, CHARTER, PROMISE], GROUND))


@pytest.mark.parametrize("asked", [ENERGY, CHARTER, PROMISE])
def test_a_condition_is_kept_whole(asked: Condition) -> None:
    assert Condition.from_dict(asked.to_dict()) == asked
