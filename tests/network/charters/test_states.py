"""The state of a signature: a function of dates and of what ended it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.charters.domain.states import (
    GRACE,
    End,
    Standing,
    State,
    a_year_after,
    lapses_after,
    next_review,
    oldest_in_force,
    reminder_due,
    state_of,
)

REVIEW = date(2027, 3, 1)
days = st.dates(date(2001, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 1, 29), State.VALID),
        (date(2027, 1, 30), State.DUE),
        (date(2027, 3, 1), State.DUE),
        (date(2027, 3, 2), State.LATE),
        (date(2027, 4, 30), State.LATE),
        (date(2027, 5, 1), State.LAPSED),
    ],
)
def test_a_year_then_a_review_then_a_grace(day: date, state: State) -> None:
    assert state_of(Standing(REVIEW), day) == state


@given(days, days, st.sampled_from(list(End)))
def test_what_ended_it_wins_over_every_date(review_on: date, today: date, end: End) -> None:
    assert state_of(Standing(review_on, end), today) == State(end)
    assert not state_of(Standing(review_on, end), today).is_in_force


@given(days, days)
def test_it_holds_until_its_last_day_and_never_comes_back(review_on: date, today: date) -> None:
    holds = state_of(Standing(review_on), today).is_in_force
    assert holds == (today <= lapses_after(review_on))
    assert holds == (review_on >= oldest_in_force(today))
    if not holds:
        assert not state_of(Standing(review_on), today + timedelta(days=1)).is_in_force


@given(days)
def test_states_follow_each_other_in_one_order(review_on: date) -> None:
    order = [State.VALID, State.DUE, State.LATE, State.LAPSED]
    seen = [state_of(Standing(review_on), review_on + timedelta(days=shift)) for shift in range(-60, 90)]
    assert [order.index(state) for state in seen] == sorted(order.index(state) for state in seen)


@given(days, st.integers(-30, GRACE.days))
def test_a_review_renews_for_a_year_and_is_never_due_at_once(review_on: date, shift: int) -> None:
    given_on = review_on + timedelta(days=shift)
    following = next_review(review_on, given_on)
    assert following >= a_year_after(review_on)
    assert state_of(Standing(following), given_on) == State.VALID


def test_the_yearly_day_is_kept_when_the_review_is_early() -> None:
    assert next_review(REVIEW, date(2027, 2, 10)) == date(2028, 3, 1)
    assert next_review(REVIEW, date(2027, 4, 10)) == date(2028, 4, 10)
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_three_reminders_each_once() -> None:
    sent, told = 0, []
    for shift in range(-40, 70):
        number = reminder_due(REVIEW, REVIEW + timedelta(days=shift), sent)
        if number is not None:
            sent = number
            told.append(shift)
    assert told == [-30, 0, 30]


@given(st.integers(-40, 70))
def test_days_without_a_worker_make_one_reminder_not_two(shift: int) -> None:
    today = REVIEW + timedelta(days=shift)
    number = reminder_due(REVIEW, today, 0)
    if number is not None:
        assert reminder_due(REVIEW, today, number) is None
