"""Reads, in the active scope."""

from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from assessments.toolbox.models import Kind as ResourceKind
from assessments.toolbox.models import Resource
from network.conditionality.models import Aid, Check, ConditionSet, Promise
from organisations.models import Organisation
from territories.models import Territory

SOON = timedelta(days=30)
MOST_RESOURCES = 200


def aids() -> QuerySet[Aid]:
    """With their conditions of today first in `sets`: two queries."""
    sets = Prefetch("sets", queryset=ConditionSet.objects.order_by("-number"))
    rows: QuerySet[Aid] = Aid.objects.select_related("resource", "territory").prefetch_related(sets)
    return rows.order_by("name", "pk")


def offered(today: date) -> QuerySet[Aid]:
    """Those that still may be asked for, and have conditions."""
    return aids().filter(Q(closes_on=None) | Q(closes_on__gte=today), sets__number=1)


def counted() -> QuerySet[Aid]:
    """For the desk: with how many commitments run and how many checks were made."""
    running = Count("promises", filter=Q(promises__state=Promise.State.MADE), distinct=True)
    last = ConditionSet.objects.filter(aid=OuterRef("pk")).order_by("-number").values("number")[:1]
    rows: QuerySet[Aid] = Aid.objects.annotate(
        running=running, checked=Count("checks", distinct=True), number=Subquery(last)
    )
    return rows.order_by("name", "pk")


def checkable() -> QuerySet[Aid]:
    """Those that have conditions, closed ones too: a request may be handled after the last day."""
    rows: QuerySet[Aid] = Aid.objects.filter(sets__number=1).select_related("territory")
    return rows.order_by("name", "pk")


def current(aid: Aid) -> ConditionSet | None:
    """What it asks today; None before anything was set."""
    found: ConditionSet | None = ConditionSet.objects.filter(aid=aid).order_by("-number").first()
    return found


def sets(aid: Aid) -> QuerySet[ConditionSet]:
    rows: QuerySet[ConditionSet] = ConditionSet.objects.filter(aid=aid)
    return rows.select_related("published_by").order_by("-number")


def resources_to_attach(territory: Territory) -> QuerySet[Resource]:
    """Aids of the territory's own toolbox that have no conditions yet."""
    rows: QuerySet[Resource] = Resource.objects.filter(territory=territory, kind=ResourceKind.AID, retired_on=None)
    taken = Aid.objects.filter(resource__isnull=False).values("resource")
    return rows.exclude(pk__in=taken).order_by("code", "pk")


def promises_of(organisation: Organisation) -> QuerySet[Promise]:
    """Every one, for every aid, the last first."""
    rows: QuerySet[Promise] = Promise.objects.filter(organisation=organisation)
    return rows.select_related("aid").order_by("-made_at", "pk")


def promises() -> QuerySet[Promise]:
    """For the desk: those under way, the next to review first."""
    rows: QuerySet[Promise] = Promise.objects.filter(state=Promise.State.MADE)
    return rows.select_related("aid", "organisation").order_by("review_on", "pk")


def due(today: date | None = None) -> QuerySet[Promise]:
    """Those whose review is due, or will be within 30 days."""
    return promises().filter(review_on__lte=(today or timezone.localdate()) + SOON)


def checks() -> QuerySet[Check]:
    rows: QuerySet[Check] = Check.objects.select_related("aid", "conditions")
    return rows.order_by("-checked_at", "pk")
