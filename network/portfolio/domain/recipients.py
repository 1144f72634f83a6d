"""Whom a message goes to: one rule a reason, the first that holds leaves the organisation out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REST = timedelta(days=7)
"""Nobody is written to twice within it."""
MOST = 2000
"""Organisations of one message."""
MOST_AN_ADDRESS = 10
"""Letters to one address within `REST`, whatever the organisations: an accountant's desk stands for several."""

NO_ADDRESS, REFUSED, RECENT, STARTED, NOTHING_OPEN, NOT_FINISHED = (
    "no_address", "refused", "recent", "started", "nothing_open", "not_finished",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """An organisation as a mailing sees it. `members`: addresses of those who manage it; `addresses`: functional ones,
    known to the team; `last_sent`: the day of the last message that left from here."""

    key: str
    name: str
    members: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    has_started: bool = False
    has_draft: bool = False
    has_finished: bool = False
    last_sent: date | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """`sent`: (target, its addresses); `left`: (target, the reason: a code above)."""

    sent: tuple[tuple[Target, tuple[str, ...]], ...]
    left: tuple[tuple[Target, str], ...]

    @property
    def letters(self) -> int:
        return sum(len(addresses) for _, addresses in self.sent)


def sort(
    targets: Iterable[Target],
    purpose: str,
    refused: frozenset[str],
    today: date,
    written: Mapping[str, int] | None = None,
) -> Sorted:
    """Who is written to, and who is not with the reason. `refused`: addresses that want no message; `written`: how
    many letters each address had within `REST`, in lower case."""
    counts, sent, left = Counter(written or {}), [], []
    for target in targets:
        reachable = _reachable(target, refused)
        reason = _reason(target, purpose, reachable, today)
        free = tuple(email for email in reachable if counts[email.lower()] < MOST_AN_ADDRESS)
        if reason or not free:
            left.append((target, reason or RECENT))
        else:
            counts.update(email.lower() for email in free)
            sent.append((target, free))
    return Sorted(tuple(sent), tuple(left))


def _reachable(target: Target, refused: frozenset[str]) -> tuple[str, ...]:
    """Members first: where somebody answers for the organisation, a functional address is not written to."""
    wanted: Sequence[str] = target.members or target.addresses
    return tuple(dict.fromkeys(email for email in wanted if email.lower() not in refused))


def _reason(target: Target, purpose: str, reachable: tuple[str, ...], today: date) -> str:
    if purpose == "invite" and target.has_started:
        return STARTED
    if purpose == "finish" and not target.has_draft:
        return NOTHING_OPEN
    if purpose == "again" and not target.has_finished:
        return NOT_FINISHED
    if not (target.members or target.addresses):
        return NO_ADDRESS
    if not reachable:
        return REFUSED
    return RECENT if target.last_sent is not None and today - target.last_sent < REST else ""
