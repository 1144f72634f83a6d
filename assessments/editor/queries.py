"""Reads of the editor's own pages. Every one of them stays in the active scope."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from assessments.editor.models import Edit
from assessments.frameworks.models import Framework, FrameworkVersion, VersionMap
from assessments.rehearsals.models import Rehearsal
from assessments.responses.models import Assessment
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


def ways_back(version: FrameworkVersion) -> tuple[bool, bool]:
    """Whether something can be undone, and done again: one query."""
    kept = Edit.objects.filter(Q(undone_at=None) | Q(is_dropped=False), version=version)
    done = Count("pk", filter=Q(undone_at=None))
    undone = Count("pk", filter=Q(undone_at__isnull=False))
    found = kept.aggregate(done=done, undone=undone)
    return found["done"] > 0, found["undone"] > 0


def history(version: FrameworkVersion) -> QuerySet[Edit]:
    """The edits, the last one first, with who made them."""
    edits: QuerySet[Edit] = Edit.objects.filter(version=version).select_related("author", "undone_by")
    return edits


class Before(NamedTuple):
    """What was done before publishing: the version that this one replaces, the map between them, the rehearsal."""

    former: FrameworkVersion | None
    has_map: bool
    rehearsal: Rehearsal | None
    assessments: int


def before_publishing(version: FrameworkVersion) -> Before:
    former: FrameworkVersion | None = FrameworkVersion.objects.filter(
        framework_id=version.framework_id, status=Status.PUBLISHED
    ).first()
    if former is None:
        return Before(None, False, None, 0)
    has_map = VersionMap.objects.filter(source=former, target=version).exists()
    rehearsal: Rehearsal | None = Rehearsal.objects.filter(source=former, target=version).first()
    return Before(former, has_map, rehearsal, Assessment.objects.filter(version=former).count())


def next_number(version: FrameworkVersion) -> str:
    """ "2026.1" → "2026.2"; a number that is taken is passed."""
    numbers = FrameworkVersion.objects.filter(framework_id=version.framework_id).order_by("pk")
    taken = set(numbers.values_list("number", flat=True))
    stem, last = re.fullmatch(r"(.*?)(\d*)", version.number).groups()  # type: ignore[union-attr]
    following = int(last) + 1 if last else 2
    while f"{stem}{following}" in taken:
        following += 1
    return f"{stem}{following}"
