"""The list: filters in the address, one state by line, what one may do with those chosen."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from core.exports import Cell, csv_response, xlsx_response
from network.portfolio import queries, services
from network.portfolio.forms import FilterForm
from network.portfolio.picks import picked
from organisations.dossier import steps
from organisations.models import Organisation
from territories.desk import for_role
from territories.models import RoleName
from ui.navigation import Label

PAGE = 25
COUNT_OF_FIELDS = ("q", "step", "kind", "size", "agent", "quiet", "due")


class Line(NamedTuple):
    """One organisation of the list. `state` is the last step that it reached, None for none."""

    organisation: Organisation
    state: Label | None
    last_exchange: date | None
    next_text: str
    next_on: date | None
    is_late: bool
    followers: list[str]


@for_role(RoleName.READER)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET, team=list(queries.team_of(request.territory)))  # type: ignore[attr-defined]
    page = Paginator(_rows(form), PAGE).get_page(request.GET.get("page"))
    query = _without_page(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "lines": [_line(row) for row in page.object_list],
        "query": query,
        "used": sum(bool(request.GET.get(name)) for name in COUNT_OF_FIELDS),
        "tabs": _tabs(request, query),
        "may_write": request.user.has_perm("territories.animate", request.territory),  # type: ignore[attr-defined]
    }
    return render(request, "portfolio/list.html", context)


def _rows(form: FilterForm) -> QuerySet[Organisation]:
    return queries.listed(form.filters(), timezone.localdate())


def _without_page(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _tabs(request: HttpRequest, query: str) -> list[tuple[str, str, bool]]:
    """Views that one comes back to."""
    mine = f"agent={request.user.pk}"
    kept = [
        (_("All organisations"), ""),
        (_("Mine"), mine),
        (_("To do"), f"{mine}&due=on&sort=due"),
        (_("No news for 90 days"), "quiet=90&sort=quiet"),
        (_("Followed by nobody"), "agent=none"),
    ]
    base = reverse("portfolio_desk:list")
    return [(words, f"{base}?{asked}" if asked else base, asked == query) for words, asked in kept]


def _line(row: Organisation) -> Line:
    facts = vars(row)
    reached = [step for step in steps.all() if facts[f"has_{step.code}"]]
    due = facts["next_on"]
    return Line(
        organisation=row,
        state=reached[-1].label if reached else None,
        last_exchange=facts["last_exchange"],
        next_text=facts["next_text"] or "",
        next_on=due,
        is_late=due is not None and due < timezone.localdate(),
        followers=[one.agent.get_short_name() for one in row.follows.all()],
    )


@for_role(RoleName.READER)
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The lines of the list, all its pages."""
    filters = FilterForm(request.GET, team=list(queries.team_of(request.territory)))  # type: ignore[attr-defined]
    header = [
        _("Organisation"), _("SIRET"), _("Type"), _("Size"), _("Commune"), _("State"), _("Last exchange"),
        _("Follow-up"), _("For the"), _("Followed by"),
    ]  # fmt: skip
    rows = list(_cells(filters))
    if form == "csv":
        return csv_response(_("portfolio.csv"), header, rows)
    if form == "xlsx":
        return xlsx_response(_("portfolio.xlsx"), header, rows)
    raise Http404


def _cells(form: FilterForm) -> Iterator[list[Cell]]:
    for line in map(_line, _rows(form)):
        one = line.organisation
        commune = one.commune.name if one.commune else ""
        yield [
            one.name, one.siret, one.get_kind_display(), one.get_size_display(), commune, str(line.state or ""),
            line.last_exchange, line.next_text, line.next_on, ", ".join(line.followers),
        ]  # fmt: skip


@for_role(RoleName.ANIMATOR)
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Take the chosen organisations on one's own list, or off it."""
    chosen = list(Organisation.objects.filter(pk__in=picked(request)).order_by("pk"))
    agent = signed_in(request)
    if request.POST.get("action") == "unfollow":
        count = services.unfollow(organisations=chosen, agent=agent)
        said = ngettext(
            "%(count)s organisation taken off your list.", "%(count)s organisations taken off your list.", count
        )
    else:
        count = services.follow(organisations=chosen, agent=agent)
        said = ngettext(
            "%(count)s organisation added to your list.", "%(count)s organisations added to your list.", count
        )
    messages.success(request, said % {"count": count})
    asked = QueryDict(request.POST.get("query", "")).urlencode()
    return redirect(f"{reverse('portfolio_desk:list')}?{asked}".rstrip("?"))
