"""Reads. Every one of them stays in the active scope."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import JSONObject

from assessments.toolbox.models import Resource, ResourceUse, UseState
from organisations.models import Organisation


def open_resources(today: date) -> QuerySet[Resource]:
    """Those that the active territory sees, whose deadline is not past, and that nothing took back."""
    rows: QuerySet[Resource] = Resource.objects.filter(Q(deadline=None) | Q(deadline__gte=today), retired_on=None)
    return rows.order_by("id")


def linked_to(framework: str) -> QuerySet[Resource]:
    """Those that came with `framework`, retired ones too, in the territories that the active one sees."""
    rows: QuerySet[Resource] = Resource.objects.filter(framework=framework).exclude(linked="")
    return rows.order_by("id")


def uses_of(organisation: Organisation) -> QuerySet[ResourceUse]:
    """What it kept, did or put aside, the last first, with the resources."""
    rows: QuerySet[ResourceUse] = ResourceUse.objects.filter(organisation=organisation)
    return rows.select_related("resource")


def settled_mark() -> QuerySet[ResourceUse, Any]:
    """For a query over results: what changes when their organisation does a resource, puts one aside or takes it up
    again."""
    rows = ResourceUse.objects.filter(
        organisation=OuterRef("assessment__organisation"), state__in=[UseState.DONE, UseState.DISMISSED]
    )
    squares = Sum(F("resource_id") * F("resource_id"))
    mark = JSONObject(number=Count("pk"), squares=squares, last=Max("at"))
    found: QuerySet[ResourceUse, Any] = rows.order_by().values("organisation").annotate(mark=mark).values("mark")
    return found
