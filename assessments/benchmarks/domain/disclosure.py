"""What may be published so that no figure, nor any reckoning over all of them, tells of one organisation.

Everything that was ever published is a sum over *sets of records* (a record is one result, read on one ruler). The
sets cut the records into **blocks**: two records are in the same block while they stand in the same sets. Any
reckoning over published figures (a whole minus its parts, this week minus last week, any linear combination) is a
reckoning over sums of whole blocks. So one condition is enough, and it is checked before anything is published:

*every block stays a figure that could itself be published*: at least K organisations, and no dominance.

Exchanging the results of two records of a block then changes no published figure: nothing tells them apart. The
dominance rule is the p% rule of official statistics (Hundepool et al., "Handbook on Statistical Disclosure
Control", 4.2, sdctools.github.io/HandbookSDC), stricter than INSEE's threshold of 3 units, one under 85 %. A score
is bounded at both ends, so it is asked of the points won and of the points missing; and whoever subtracts its own
result keeps an interval of WIDTH of the scale at least (proof in docs/decisions/0010).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

K = 5
"""Distinct organisations, at least, behind a figure."""
P = Fraction(1, 10)
"""What the others bring must hide the largest contribution to within this share of it."""
WIDTH = Fraction(1, 5)
"""Of the scale: nobody's score is known more closely, even by another organisation of the block."""
UNIT = 1_000_000
"""Values are whole millionths of the scale, so that sums are exact."""
UNTOLD = 0
"""The block of records that no published figure holds."""


@dataclass(slots=True)
class Record:
    """One result. `who` is the organisation, `values` {measure: 0 to UNIT}; `block` and `told` are the memory.

    `told`: the measures that were published of its block.
    """

    key: int
    who: str
    values: Mapping[str, int]
    block: int = UNTOLD
    told: frozenset[str] = frozenset()


@dataclass
class Ledger:
    """All that was published, and the one door to publish more.

    `complementary` is only ever off in the test that shows the attack succeeding without it.
    """

    records: Iterable[Record]
    complementary: bool = True
    _by_key: dict[int, Record] = field(init=False)
    _blocks: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = {record.key: record for record in self.records}
        self._blocks = {}
        for record in self._by_key.values():
            self._blocks.setdefault(record.block, set()).add(record.key)
        self._next = max(self._blocks, default=UNTOLD) + 1

    def publish(self, members: Collection[int], measure: str) -> bool:
        """Whether the sum of `measure` over `members` may be told; if so, it counts as told from now on.

        Each member has a value for it. Asking again for the same changes nothing.
        """
        if len(members) < K or not self._safe(members, {measure}):
            return False
        cuts = self._cuts(members)
        if self.complementary and not all(self._holds(block, inside, measure) for block, inside in cuts.items()):
            return False
        for block, inside in cuts.items():
            self._tell(block, inside, measure)
        return True

    def _cuts(self, members: Collection[int]) -> dict[int, set[int]]:
        cuts: dict[int, set[int]] = {}
        for key in members:
            cuts.setdefault(self._by_key[key].block, set()).add(key)
        return cuts

    def _holds(self, block: int, inside: set[int], measure: str) -> bool:
        """Whether what the cut leaves on both sides could be published."""
        whole = self._blocks[block]
        told = self._by_key[next(iter(inside))].told
        if len(inside) == len(whole):
            return (block != UNTOLD and measure in told) or self._safe(inside, told | {measure})
        outside_is_safe = block == UNTOLD or self._safe(whole - inside, told)
        return self._safe(inside, told | {measure}) and outside_is_safe

    def _safe(self, keys: Collection[int], measures: Collection[str]) -> bool:
        if len(keys) < K or len({self._by_key[key].who for key in keys}) < K:
            return False
        return all(self._is_hidden(keys, measure) for measure in measures)

    def _is_hidden(self, keys: Collection[int], measure: str) -> bool:
        won: dict[str, int] = {}
        missing: dict[str, int] = {}
        for key in keys:
            record = self._by_key[key]
            value = record.values[measure]
            won[record.who] = won.get(record.who, 0) + value
            missing[record.who] = missing.get(record.who, 0) + UNIT - value
        return hides(won.values()) and hides(missing.values())

    def _tell(self, block: int, inside: set[int], measure: str) -> None:
        told = self._by_key[next(iter(inside))].told | {measure}
        number = block
        if block == UNTOLD or len(inside) < len(self._blocks[block]):
            number, self._next = self._next, self._next + 1
            self._blocks[block] -= inside
            self._blocks[number] = inside
        for key in inside:
            record = self._by_key[key]
            record.block, record.told = number, told


def hides(contributions: Iterable[int]) -> bool:
    """Whether a sum of these hides each: the p% rule, and an interval of WIDTH for whoever subtracts its own."""
    first, second, *others = sorted(contributions, reverse=True)
    rest = sum(others)
    return rest >= P * first and second + rest >= WIDTH * UNIT
