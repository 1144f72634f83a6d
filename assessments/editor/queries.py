"""Reads of the editor's own pages. Every one of them stays in the active scope."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from assessments.frameworks.models import Framework, FrameworkVersion
from territories.models import Territory

Status = FrameworkVersion.Status


class Shelf(NamedTuple):
    """One framework with its versions, the newest first. `is_own`: the territory's, which may change it."""

    framework: Framework
    versions: tuple[FrameworkVersion, ...]
    is_own: bool

    @property
    def draft(self) -> FrameworkVersion | None:
        return self._first(Status.DRAFT) or self._first(Status.REVIEW)

    @property
    def published(self) -> FrameworkVersion | None:
        return self._first(Status.PUBLISHED)

    @property
    def leading(self) -> FrameworkVersion:
        """The one to open first: what is being written, else what is asked, else the newest."""
        return self.draft or self.published or self.versions[0]

    def _first(self, status: Status) -> FrameworkVersion | None:
        return next((version for version in self.versions if version.status == status), None)


def shelves(versions: Iterable[FrameworkVersion], territory: Territory) -> list[Shelf]:
    """The frameworks of `versions`: the territory's own first, then those of its ancestors, the nearest first."""
    order = [territory.pk, *reversed(territory.ancestor_ids)]
    ranked = sorted(versions, key=lambda one: (order.index(one.framework.territory_id), one.framework_id, -one.pk))
    return [
        Shelf(group[0].framework, tuple(group), group[0].framework.territory_id == territory.pk)
        for group in (list(found) for _, found in groupby(ranked, key=lambda one: one.framework_id))
    ]
