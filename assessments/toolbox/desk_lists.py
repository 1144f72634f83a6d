"""The resources of a territory as its team sees them: filtered, with what calls for work, with their use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.toolbox.models import Kind, ReportState, Resource, ResourceReport, UsageCount
from assessments.toolbox.services.counting import COUNTED
from core.text import pick
from territories.geography.names import fold
from territories.models import Territory

SOON = timedelta(days=30)
MONTHS = 12
STATES = {
    "": _("All that is shown"),
    "stale": _("To review"),
    "reported": _("Reported"),
    "soon": _("Closing within 30 days"),
    "over": pgettext_lazy("resources", "Closed"),
    "suspended": _("Suspended"),
    "retired": _("Taken away"),
}
OWNERS = {"": _("Ours"), "above": _("From above")}
"""Whose they are: the territory's own, or those of the territories above, which it only reads."""


@dataclass(frozen=True, slots=True)
class Filters:
    q: str = ""
    kind: str = ""
    state: str = ""
    owner: str = ""


def filters_from(query: Any) -> Filters:
    """What the address asks for; values that exist nowhere are forgotten."""
    kind, state, owner = (query.get(name, "") for name in ("type", "etat", "qui"))
    return Filters(
        q=query.get("q", "").replace("\0", "")[:100],
        kind=kind if kind in Kind.values else "",
        state=state if state in STATES else "",
        owner=owner if owner in OWNERS else "",
    )


def rows_of(territory: Territory, filters: Filters, today: date) -> QuerySet[Resource]:
    """Each with `reported`: whether a report of this territory waits."""
    mine = Q(territory=territory)
    rows: QuerySet[Resource] = Resource.objects.filter(~mine if filters.owner else mine)
    rows = rows.annotate(reported=Exists(_waiting(territory).filter(resource=OuterRef("pk"))))
    rows = rows.filter(_STATES[filters.state](today)).order_by("code", "pk")
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    words = fold(filters.q).split()
    return rows.filter(pk__in=_named(rows, words)) if words else rows


def _waiting(territory: Territory) -> QuerySet[ResourceReport]:
    rows: QuerySet[ResourceReport] = ResourceReport.objects.filter(territory=territory, state=ReportState.OPEN)
    return rows


_SHOWN = Q(retired_on=None)
_STATES: dict[str, Any] = {
    "": lambda today: _SHOWN,
    "stale": lambda today: _SHOWN & Q(review_by__lte=today),
    "reported": lambda today: Q(reported=True),
    "soon": lambda today: _SHOWN & Q(deadline__gte=today, deadline__lte=today + SOON),
    "over": lambda today: _SHOWN & Q(deadline__lt=today),
    "suspended": lambda today: _SHOWN & Q(suspended=True),
    "retired": lambda today: ~_SHOWN,
}


def _named(rows: QuerySet[Resource], words: Iterable[str]) -> list[int]:
    """Those whose title, code or origin has these words, accents or not: no database folds JSON."""
    found = rows.values_list("pk", "title", "code", "origin")
    return [
        pk
        for pk, title, code, origin in found
        if all(word in fold(" ".join([*title.values(), code, origin])) for word in words)
    ]


def to_do(territory: Territory, today: date) -> dict[str, int]:
    """How many of its own each state that calls for work holds. Two queries."""
    own = Resource.objects.filter(territory=territory)
    names = ("stale", "soon", "over")
    counts: dict[str, int] = own.aggregate(**{name: Count("pk", filter=_STATES[name](today)) for name in names})
    return counts | {"reported": _waiting(territory).values("resource").distinct().count()}


def used(territory: Territory, resources: Iterable[int], today: date) -> dict[int, dict[str, int]]:
    """What people of the territory made of each in the last twelve months. One query."""
    rows = _counts(territory, today).filter(resource__in=list(resources))
    return {row["resource"]: _figures(row) for row in _summed(rows.order_by().values("resource"))}


def _counts(territory: Territory, today: date) -> QuerySet[UsageCount]:
    rows: QuerySet[UsageCount] = UsageCount.objects.filter(territory=territory, month__gte=_since(today))
    return rows


def _summed(rows: Any) -> Any:
    return rows.annotate(**{f"total_{name}": Sum(name) for name in COUNTED})


def _figures(row: dict[str, Any]) -> dict[str, int]:
    return {name: row[f"total_{name}"] for name in COUNTED}


def _since(today: date) -> date:
    """The first day of the month, eleven months ago."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def by_month(territory: Territory, today: date, resource: Resource | None = None) -> list[dict[str, Any]]:
    """[{"month", "shown", "opened", …}], the last first, of all resources or of one. One query."""
    rows = _counts(territory, today).filter(**({"resource": resource} if resource else {}))
    return [{"month": row["month"], **_figures(row)} for row in _summed(rows.order_by("-month").values("month"))]


def most_used(territory: Territory, today: date, limit: int = 20) -> list[dict[str, Any]]:
    """The resources that people did, kept or opened most in twelve months, with their figures. One query."""
    found = _summed(_counts(territory, today).values("resource", "resource__title"))
    ordered = found.order_by("-total_done", "-total_kept", "-total_opened", "-total_shown", "resource")[:limit]
    return [{"pk": row["resource"], "title": pick(row["resource__title"]), **_figures(row)} for row in ordered]


def reports_of(territory: Territory, state: str) -> QuerySet[ResourceReport]:
    """The oldest waiting first; those that are settled, the last first."""
    rows = ResourceReport.objects.filter(territory=territory, state=state).select_related("resource", "settled_by")
    found: QuerySet[ResourceReport] = rows.order_by("at" if state == ReportState.OPEN else "-settled_at", "pk")
    return found
