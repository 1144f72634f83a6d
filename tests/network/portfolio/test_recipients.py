"""Who gets a message, and why the others do not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.portfolio.domain.recipients import (
    NO_ADDRESS,
    NOT_FINISHED,
    NOTHING_OPEN,
    RECENT,
    REFUSED,
    STARTED,
    Target,
    sort,
)

TODAY = date(2026, 11, 21)
BAKERY = Target("1", "Boulangerie", addresses=("contact@pain.example",))


@pytest.mark.parametrize(
    ("change", "purpose", "reason"),
    [
        ({"has_started": True}, "invite", STARTED),
        ({}, "finish", NOTHING_OPEN),
        ({"has_started": True}, "again", NOT_FINISHED),
        ({"addresses": ()}, "invite", NO_ADDRESS),
        ({"addresses": ("stop@pain.example",)}, "other", REFUSED),
        ({"last_sent": TODAY - timedelta(days=6)}, "other", RECENT),
    ],
)
def test_each_reason_leaves_out(change: dict[str, object], purpose: str, reason: str) -> None:
    target = replace(BAKERY, **change)  # type: ignore[arg-type]
    found = sort([target], purpose, frozenset({"stop@pain.example"}), TODAY)
    assert (found.sent, found.left) == ((), ((target, reason),))


def test_those_who_answer_for_it_are_written_to_first() -> None:
    target = replace(BAKERY, members=("Ada@pain.example", "stop@pain.example"), last_sent=TODAY - timedelta(days=7))
    found = sort([target], "other", frozenset({"stop@pain.example"}), TODAY)
    assert found.sent == ((target, ("Ada@pain.example",)),)
    assert found.letters == 1


@given(
    st.lists(
        st.builds(
            Target,
            key=st.uuids().map(str),
            name=st.text(max_size=5),
            members=st.lists(st.sampled_from(["a@x.fr", "b@x.fr"]), max_size=2).map(tuple),
            addresses=st.lists(st.sampled_from(["b@x.fr", "c@x.fr"]), max_size=2).map(tuple),
            has_started=st.booleans(),
            has_draft=st.booleans(),
            has_finished=st.booleans(),
            last_sent=st.none() | st.dates(date(2026, 11, 1), TODAY),
        )
    ),
    st.sampled_from(["invite", "finish", "again", "other"]),
    st.frozensets(st.sampled_from(["a@x.fr", "c@x.fr"])),
)
def test_everyone_is_told_of_once_and_who_refused_is_never_written_to(
    targets: list[Target], purpose: str, refused: frozenset[str]
) -> None:
    found = sort(targets, purpose, refused, TODAY)
    assert len(found.sent) + len(found.left) == len(targets)
    assert all(addresses and refused.isdisjoint(addresses) for _, addresses in found.sent)
