"""Which groups of peers there are: a finite lattice, so that no free combination of filters can be asked.

A group is the organisations of an area (a territory with all those below it), of a sector or all, of a size or all,
of a kind or all. Whoever asks for something else asks for nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

FACTS = ("section", "size", "kind")


class Address(NamedTuple):
    """A group; "" is all. `area` is the key of a territory."""

    area: int
    section: str = ""
    size: str = ""
    kind: str = ""

    @property
    def narrowness(self) -> int:
        """How many facts it asks for."""
        return sum(1 for fact in self[1:] if fact)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the areas that hold it, the root first; its facts, "" where unknown."""

    areas: tuple[int, ...]
    section: str
    size: str
    kind: str

    def addresses(self) -> Iterator[Address]:
        """Every group that it is of."""
        choices = ({"", self.section}, {"", self.size}, {"", self.kind})
        return (Address(area, *facts) for area in self.areas for facts in product(*map(sorted, choices)))


def groups(places: Mapping[int, Place]) -> dict[Address, set[int]]:
    """The records of each group, in the order in which groups are published.

    The widest facts first, then the nearest territory: a newcomer of three organisations holds up what it shares with
    its neighbours, not what its neighbours had.
    """
    found: dict[Address, set[int]] = {}
    depth: dict[int, int] = {}
    for key, place in places.items():
        depth.update((area, rank) for rank, area in enumerate(place.areas))
        for address in place.addresses():
            found.setdefault(address, set()).add(key)
    return {one: found[one] for one in sorted(found, key=lambda one: (one.narrowness, -depth[one.area], one))}


def nearest(published: Collection[Address], wanted: Address, areas: Collection[int]) -> Address | None:
    """Of the groups that hold everyone of `wanted`, the closest to it; `areas` are nearest first. None for none."""
    rank = {area: n for n, area in enumerate(areas)}
    wider = [one for one in published if one.area in rank and _holds(one, wanted)]
    return min(wider, key=lambda one: (-one.narrowness, rank[one.area], one), default=None)


def _holds(one: Address, wanted: Address) -> bool:
    return all(mine in ("", asked) for mine, asked in zip(one[1:], wanted[1:], strict=True))
