"""Reads. Figures of peers come from roll-ups, never from a scan of results."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from assessments.benchmarks.models import Cell, Record
from assessments.responses.models import Mode
from assessments.results.models import Result
from territories.models import Territory


def published(lineage: int, areas: Collection[int], facts: tuple[str, str, str]) -> QuerySet[Cell]:
    """What is published in `areas` of those who have these facts (sector, size, kind), or all: eight by area."""
    section, size, kind = facts
    found: QuerySet[Cell] = Cell.objects.filter(
        lineage=lineage,
        territory__in=areas,
        section__in={"", section},
        size__in={"", size},
        kind__in={"", kind},
    )
    return found.select_related("ruler__framework", "territory")


def last_published() -> QuerySet[Cell, Any]:
    """The key of the last figure published in the active territory and those above it, whatever the framework."""
    found: QuerySet[Cell, Any] = Cell.objects.order_by("-pk").values("pk")[:1]
    return found


def everything(lineage: int, areas: Collection[int]) -> QuerySet[Cell]:
    """All that is published in `areas`."""
    found: QuerySet[Cell] = Cell.objects.filter(lineage=lineage, territory__in=areas)
    return found.select_related("ruler", "territory").order_by("territory__lineage", "section", "size", "kind")


def not_rolled_up(until: datetime) -> Iterator[Result]:
    """Results of organisations, of the whole questionnaire, issued before `until`, that no record holds yet."""
    known = Record.objects.filter(result__isnull=False).order_by().values("result")
    rows = Result.objects.filter(assessment__mode=Mode.FULL, issued_at__lt=until, score__isnull=False)
    rows = rows.exclude(assessment__organisation=None).exclude(pk__in=known)
    found: QuerySet[Result] = rows.select_related("version__base", "assessment__organisation")
    return found.order_by("issued_at", "pk").iterator(500)


def records_of(lineage: int) -> QuerySet[Record]:
    found: QuerySet[Record] = Record.objects.filter(lineage=lineage).select_related("territory")
    return found.order_by("issued_at", "pk")


def areas_of(territory: Territory) -> list[Territory]:
    """The territory and those above it, the nearest first: whose figures its organisations may be shown."""
    above = {one.pk: one for one in Territory.objects.filter(pk__in=territory.ancestor_ids).order_by("pk")}
    return [territory, *(above[pk] for pk in reversed(territory.ancestor_ids) if pk in above)]
