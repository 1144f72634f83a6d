"""A catalogue compiled for matching: sets of offers as bits of one integer, the best offer the lowest bit.

Conditions that many offers share are judged once for a reader, and whole sets of offers follow: a thousand resources
cost a few hundred verdicts and as many operations on integers, and only those that are shown are told one by one.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from assessments.toolbox.domain.calling import calls_of
from assessments.toolbox.domain.eligibility import JUDGES, Facts, Verdict
from assessments.toolbox.domain.matching import WEAK, Call, Fit, Match, Offer, Situation, told

Key = TypeVar("Key", bound=Hashable)
Queue = Iterator[tuple[int, Call]]
Band = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Sets of offers: `sure` meets all its conditions; `unsure` misses none; `nearly` misses one; `no` more."""

    sure: int
    unsure: int
    nearly: int
    no: int


class Index:
    """Immutable once made."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self.offers = tuple(sorted(offers, key=_rank))
        self._rank_of = {offer.id: rank for rank, offer in enumerate(self.offers)}
        self._parts = _sets(self.offers, lambda offer: offer.rule.parts())
        self._opens = _sets(self.offers, lambda offer: [offer.opens_on] if offer.opens_on else [])
        self._closes = _sets(self.offers, lambda offer: [offer.closes_on] if offer.closes_on else [])
        self._suspended = _sets(self.offers, lambda offer: [offer.suspended]).get(True, 0)
        self._questions = _sets(self.offers, lambda offer: ((offer.framework, code) for code in offer.questions))
        self._choices = _sets(self.offers, lambda offer: ((offer.framework, *pair) for pair in offer.choices))
        self._bands: dict[str, list[tuple[Band, int]]] = defaultdict(list)
        for (code, band), offered in _sets(self.offers, _served).items():
            self._bands[code].append((band, offered))

    def best(self, situation: Situation) -> Iterator[Match]:
        """What is called and fits, in turn by theme, eligible then nearly so. Told one by one, as it is asked for."""
        yield from self.among(calls_of(situation), situation)

    def among(self, queues: Sequence[Sequence[Call]], situation: Situation, *, always: bool = False) -> Iterator[Match]:
        """The same for these calls, a queue of them for each turn. `always`: themes call at any score."""
        judged = self._judged(situation.facts, situation.today)
        ratios = _ratios(situation)
        called = [[(call, self._called(call, situation, ratios, always)) for call in calls] for calls in queues]
        for sets in ((judged.sure, judged.unsure), (judged.nearly,)):
            for rank, call in _in_turn([_queue(calls, sets) for calls in called]):
                yield told(self.offers[rank], call, situation.facts, situation.today)

    def all(self, situation: Situation) -> Iterator[Match]:
        """Every offer that has not closed, once: those that `best` gives in its order, then what nothing calls, what
        fits first."""
        seen = 0
        matches = list(self.best(situation))
        for match in matches:
            seen |= 1 << self._rank_of[match.offer.id]
        judged = self._judged(situation.facts, situation.today)
        rest = [
            told(self.offers[rank], None, situation.facts, situation.today)
            for offers in (judged.sure, judged.unsure, judged.nearly, judged.no)
            for rank in _ranks(offers & ~seen)
        ]
        yield from sorted([*matches, *rest], key=lambda match: _FITS[match.fit])

    def _judged(self, facts: Facts, today: date) -> Judged:
        once = twice = unsure = 0
        for (name, part), offers in self._parts.items():
            verdict = JUDGES[name](part, facts)
            if verdict is Verdict.MISSED:
                twice |= once & offers
                once |= offers
            elif verdict is Verdict.UNSURE:
                unsure |= offers
        for offers in (*(offers for day, offers in self._opens.items() if today < day), self._suspended):
            twice |= once & offers
            once |= offers
        live = _but(self.offers, (offers for day, offers in self._closes.items() if day < today))
        return Judged(live & ~once & ~unsure, live & ~once & unsure, live & once & ~twice, live & twice)

    def _called(self, call: Call, situation: Situation, ratios: dict[str, Fraction], always: bool) -> int:
        frameworks = ("", *situation.lineage)
        if call.kind == "choice":
            return _union(self._choices.get((name, call.node, call.choice), 0) for name in frameworks)
        if call.kind == "question":
            return _union(self._questions.get((name, call.node), 0) for name in frameworks)
        ratio = ratios.get(call.node)
        wanted = self._bands.get(call.node, ())
        return _union(offers for band, offers in wanted if _wants(band, ratio, always))


_FITS = {Fit.ELIGIBLE: 0, Fit.NEARLY: 1, Fit.NO: 2}


def _served(offer: Offer) -> Iterator[tuple[str, Band]]:
    return ((code, (offer.least, offer.most)) for code in offer.themes)


def _wants(band: Band, ratio: Fraction | None, always: bool) -> bool:
    if band == (None, None):
        return always or (ratio is not None and ratio < WEAK)
    return ratio is not None and Offer(0, least=band[0], most=band[1]).wants(ratio)


def _rank(offer: Offer) -> tuple[int, int, date, int]:
    return (-offer.precision, offer.distance, offer.closes_on or date.max, offer.id)


def _sets(offers: Sequence[Offer], keys: Callable[[Offer], Iterable[Key]]) -> dict[Key, int]:
    found: dict[Key, int] = defaultdict(int)
    for rank, offer in enumerate(offers):
        for key in keys(offer):
            found[key] |= 1 << rank
    return dict(found)


def _but(offers: Sequence[Offer], gone: Iterable[int]) -> int:
    return ((1 << len(offers)) - 1) & ~_union(gone)


def _union(sets: Iterable[int]) -> int:
    found = 0
    for offers in sets:
        found |= offers
    return found


def _ranks(offers: int) -> Iterator[int]:
    while offers:
        lowest = offers & -offers
        yield lowest.bit_length() - 1
        offers ^= lowest


def _ratios(situation: Situation) -> dict[str, Fraction]:
    nodes = (node for theme in situation.themes for node in theme.walk())
    return {node.id: node.ratio for node in nodes if node.kind == "theme" and node.ratio is not None}


def _queue(calls: Iterable[tuple[Call, int]], sets: Sequence[int]) -> Queue:
    seen = 0
    for call, called in calls:
        for offers in sets:
            yield from ((rank, call) for rank in _ranks(called & offers & ~seen))
        seen |= called


def _in_turn(queues: Sequence[Queue]) -> Queue:
    """One of each in turn, none twice."""
    taken: set[int] = set()
    left = list(queues)
    while left:
        for queue in tuple(left):
            found = next(((rank, call) for rank, call in queue if rank not in taken), None)
            if found is None:
                left.remove(queue)
            else:
                taken.add(found[0])
                yield found
