"""Someone with every published figure, who knows who stands in each group, and reckons.

Knows more than anyone could: the members of each group by name, and exact sums instead of rounded means.
"""

from collections.abc import Iterable
from itertools import combinations

PRIME = 2**61 - 1
"""Rows are reduced modulo a large prime: exact where it matters, and quick."""

Statement = tuple[frozenset, str]
"""A set of records, and the measure whose sum over them is known."""


class Attacker:
    def __init__(self, statements: Iterable[Statement], who: dict[int, str]) -> None:
        self.sets = {set_ for set_, _ in statements}
        self.who = who

    def smallest(self) -> int:
        """How many organisations stand behind the narrowest sum that can be worked out; 1 is one organisation."""
        supports = [*self._reduced(), *self._differences()]
        return min((self._count(support) for support in supports if support), default=10**9)

    def _count(self, keys: Iterable[int]) -> int:
        return len({self.who[key] for key in keys})

    def _differences(self) -> list[frozenset]:
        """What any two groups do not share, on each side, of which one is told where they are nested."""
        found = [*self.sets]
        for one, other in combinations(self.sets, 2):
            if one < other:
                found.append(other - one)
            elif other < one:
                found.append(one - other)
        return found

    def _reduced(self) -> list[frozenset]:
        """The supports of the rows of the reduced echelon form of all that is known.

        One organisation's value is a linear combination of what is known if and only if it stands there alone.
        """
        columns: dict[frozenset, set[int]] = {}
        sets = sorted(self.sets, key=lambda one: sorted(one))
        for key in set().union(*sets):
            columns.setdefault(frozenset(n for n, set_ in enumerate(sets) if key in set_), set()).add(key)
        classes = list(columns.items())
        rows = [[int(n in signature) for signature, _ in classes] for n in range(len(sets))]
        return [
            frozenset().union(*(keys for value, (_, keys) in zip(row, classes, strict=True) if value))
            for row in echelon(rows)
        ]


def echelon(rows: list[list[int]]) -> list[list[int]]:
    """Gauss and Jordan, modulo PRIME; rows of zeros are left out."""
    reduced: list[list[int]] = []
    pivots: list[int] = []
    for row in rows:
        for pivot, other in zip(pivots, reduced, strict=True):
            if row[pivot]:
                row = [(a - row[pivot] * b) % PRIME for a, b in zip(row, other, strict=True)]
        column = next((n for n, value in enumerate(row) if value), None)
        if column is None:
            continue
        inverse = pow(row[column], -1, PRIME)
        row = [value * inverse % PRIME for value in row]
        reduced = [
            [(a - other[column] * b) % PRIME for a, b in zip(other, row, strict=True)] if other[column] else other
            for other in reduced
        ]
        reduced.append(row)
        pivots.append(column)
    return reduced


def width(sums: int, own: int, others: int, unit: int) -> int:
    """The interval left to a member's value by the sum of all, for one who subtracts its own; `others` without it."""
    rest = sums - own
    return min(unit, rest) - max(0, rest - (others - 1) * unit)
