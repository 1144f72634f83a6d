"""What signing asks: pure."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.charters.domain.rules import Ask, Check, Facts, Rules, checks, may_begin, months_between, weak_themes

TODAY = date(2026, 11, 21)
SHARES = {"energy": 0.63, "waste": 0.88, "water": 0.13}


def one(found: tuple[Check, ...], ask: Ask) -> Check:
    return next(check for check in found if check.ask == ask)


def test_an_assessment_holds_for_less_than_its_months() -> None:
    rules = Rules(months=12, commitments=0)
    assert one(checks(rules, Facts(date(2025, 11, 22)), (), TODAY), Ask.ASSESSMENT).met
    late = one(checks(rules, Facts(date(2025, 11, 21)), (), TODAY), Ask.ASSESSMENT)
    assert (late.met, late.found) == (False, 12)
    assert one(checks(rules, Facts(), (), TODAY), Ask.ASSESSMENT).found is None


def test_a_level_is_reached_or_not() -> None:
    rules = Rules(level=3, commitments=0)
    assert one(checks(rules, Facts(TODAY, 3), (), TODAY), Ask.LEVEL).met
    assert not one(checks(rules, Facts(TODAY, 2), (), TODAY), Ask.LEVEL).met
    assert not one(checks(rules, Facts(TODAY, None), (), TODAY), Ask.LEVEL).met


def test_planned_actions_count_where_the_rule_says_so() -> None:
    facts = Facts(TODAY, 3, actions=("energy", ""))
    counted = checks(Rules(commitments=3), facts, ("water",), TODAY)
    assert one(counted, Ask.COMMITMENTS).met
    alone = checks(Rules(commitments=3, counts_actions=False), facts, ("water",), TODAY)
    assert one(alone, Ask.COMMITMENTS).found == 1


def test_each_weak_theme_wants_its_commitment() -> None:
    facts = Facts(TODAY, 3, SHARES)
    assert weak_themes(40, facts) == ("water",)
    rules = Rules(commitments=0, weak_themes=True)
    assert one(checks(rules, facts, ("energy",), TODAY), Ask.WEAK_THEMES).missing == ("water",)
    assert one(checks(rules, facts, ("water",), TODAY), Ask.WEAK_THEMES).met


def test_commitments_are_chosen_on_the_page_itself() -> None:
    rules = Rules(months=12, commitments=3)
    assert may_begin(checks(rules, Facts(TODAY), (), TODAY))
    assert not may_begin(checks(rules, Facts(), (), TODAY))


def test_no_rule_asks_nothing() -> None:
    assert checks(Rules(months=None, commitments=0), Facts(), (), TODAY) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": 0}, {"months": 61}, {"months": "12"}, {"level": 6}, {"level": 0}, {"commitments": -1},
        {"commitments": True}, {"weak_below": 0}, {"counts_actions": 1}, {"unknown": 1},
        {"months": None, "level": 2}, {"months": None, "weak_themes": True},
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Rules.from_dict(wrong)


rules_ = st.builds(
    Rules,
    months=st.integers(1, 60),
    level=st.none() | st.integers(1, 5),
    commitments=st.integers(0, 20),
    counts_actions=st.booleans(),
    weak_themes=st.booleans(),
    weak_below=st.integers(1, 100),
)


@given(rules_)
def test_rules_are_kept_as_they_were_set(rules: Rules) -> None:
    assert Rules.from_dict(rules.to_dict()) == rules


@given(rules_, st.lists(st.sampled_from([*SHARES, ""]), max_size=6), st.sampled_from([*SHARES, ""]))
def test_one_commitment_more_never_unmeets_a_rule(rules: Rules, chosen: list[str], more: str) -> None:
    facts = Facts(TODAY, 4, SHARES)
    before = checks(rules, facts, tuple(chosen), TODAY)
    after = checks(rules, facts, (*chosen, more), TODAY)
    assert all(later.met for earlier, later in zip(before, after, strict=True) if earlier.met)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_months_go_by_in_whole(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = months_between(start, end)
    assert months >= 0
    assert months * 28 <= days < (months + 1) * 31 + 1
