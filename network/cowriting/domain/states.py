"""What becomes of a proposal. It is settled once; what was settled stays as it was."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    CHANGED = "changed"  # adopted with changes
    ASIDE = "aside"  # set aside, with a reason
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    MERGE = "merge"
    CHANGE = "change"
    SET_ASIDE = "set_aside"
    WITHDRAW = "withdraw"


NEXT = {
    (State.OPEN, Verb.MERGE): State.MERGED,
    (State.OPEN, Verb.CHANGE): State.CHANGED,
    (State.OPEN, Verb.SET_ASIDE): State.ASIDE,
    (State.OPEN, Verb.WITHDRAW): State.WITHDRAWN,
}
KEPT = frozenset({State.MERGED, State.CHANGED})
"""States of what entered the text."""


class Settled(Exception):
    """The proposal is settled already; `state` says how."""

    def __init__(self, state: State) -> None:
        super().__init__(state.value)
        self.state = state


def after(state: State, verb: Verb) -> State:
    """Raises Settled."""
    following = NEXT.get((state, verb))
    if following is None:
        raise Settled(state)
    return following
