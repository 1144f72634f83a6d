"""All the results of an organisation read with the ruler of the last one, in two queries whatever their number.

Answers go by the stored map of the two versions; without one, from edition to edition as they followed each other,
each time by the stored map or by what is called the same (frameworks/maps.py reads one pair at a time).
"""

from collections.abc import Sequence
from itertools import pairwise

from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.mapping import Carrier, Link
from assessments.frameworks.maps import links_of_maps, stored_maps
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.results.models import Result
from assessments.results.rebasing import profile_of
from assessments.scoring import Answers, from_dict, score
from assessments.scoring import Result as Scored
from territories.models import Territory


class LastRuler:
    """`rows`: the results, the oldest first, each with its version. At least one."""

    def __init__(self, rows: Sequence[Result], territory: Territory) -> None:
        self.version: FrameworkVersion = rows[-1].version
        self._order = [row.version for row in rows]
        self._stored = self._maps(territory)
        self._carriers: dict[tuple[int, int], Carrier] = {}

    def _maps(self, territory: Territory) -> dict[tuple[int, int], tuple[Link, ...]]:
        versions = {version.pk for version in self._order}
        return links_of_maps(stored_maps(versions, territory)) if len(versions) > 1 else {}

    def read(self, rank: int, row: Result) -> Scored:
        """The result at `rank` as this ruler reads it: as it is frozen where it is of the same version."""
        if row.version_id == self.version.pk:
            return from_dict(row.explanation)
        answers: Answers = row.answers
        for source, target in self._way(rank):
            answers = self._carrier(source, target).carry(answers).answers
        return score(compile_version(self.version).framework, answers, profile_of(row))

    def _way(self, rank: int) -> list[tuple[FrameworkVersion, FrameworkVersion]]:
        first = self._order[rank]
        if (first.pk, self.version.pk) in self._stored:
            return [(first, self.version)]
        return [(one, other) for one, other in pairwise(self._order[rank:]) if one.pk != other.pk]

    def _carrier(self, source: FrameworkVersion, target: FrameworkVersion) -> Carrier:
        key = (source.pk, target.pk)
        if key not in self._carriers:
            old, new = compile_version(source), compile_version(target)
            links = self._stored.get(key) or mapping.propose(old.document, new.document)
            self._carriers[key] = Carrier(links, old, new, dated=True)
        return self._carriers[key]
