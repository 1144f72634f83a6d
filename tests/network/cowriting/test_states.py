from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.cowriting.domain.calendar import Phase, phase
from network.cowriting.domain.states import Settled, State, Verb, after

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.sampled_from(Verb), min_size=1, max_size=6))
def test_a_proposal_is_settled_once(verbs: list[Verb]) -> None:
    """Whatever is asked afterwards, the first answer stands."""
    state = after(State.OPEN, verbs[0])
    assert state is not State.OPEN
    for verb in verbs[1:]:
        with pytest.raises(Settled) as refusal:
            after(state, verb)
        assert refusal.value.state is state


def test_each_way_out_is_reached() -> None:
    assert {after(State.OPEN, verb) for verb in Verb} == set(State) - {State.OPEN}


@given(DAYS, st.integers(0, 60), DAYS)
def test_one_writes_from_the_first_day_to_the_last(opens: date, length: int, today: date) -> None:
    closes = opens + timedelta(days=length)
    found = phase(opens, closes, today)
    assert (found is Phase.OPEN) == (opens <= today <= closes)
    assert (found is Phase.BEFORE) == (today < opens)
