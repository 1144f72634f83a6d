"""From the records to what is told of each group of peers."""

from collections.abc import Mapping, Sequence

from assessments.benchmarks.domain.disclosure import Ledger, Record
from assessments.benchmarks.domain.lattice import Address, Place, groups

Sets = dict[str, frozenset[int]]
"""By theme ("" for the whole), the records whose mean is told."""


def publish(
    told: Sequence[Record], places: Mapping[int, Place], themes: Mapping[str, str], *, complementary: bool = True
) -> dict[Address, Sets]:
    """What may be told of the records of `places`, the current ones, beside all that was told before.

    `told`: every record, superseded ones too; their memory is brought up to date. `themes`: {theme: measure}, the
    whole first, which every current record has. A theme is told of those who have a score in it, and only where the
    whole is.
    """
    ledger = Ledger(told, complementary=complementary)
    values = {record.key: record.values for record in told}
    found: dict[Address, Sets] = {}
    # All the wholes, then theme by theme: a theme that does not concern some must not hold up a group.
    for code, measure in themes.items():
        for address, members in groups(places).items():
            scored = frozenset(key for key in members if measure in values[key])
            if (not code or address in found) and ledger.publish(scored, measure):
                found.setdefault(address, {})[code] = scored
    return found
