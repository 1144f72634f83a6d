"""The toolbox that everyone reads: found, read, opened, reported."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.toolbox import areas, conditions, filters, shelf
from assessments.toolbox.domain.words import bare
from assessments.toolbox.forms import ReportForm
from assessments.toolbox.models import Reason, Resource
from assessments.toolbox.services.counting import count
from assessments.toolbox.services.reports import report as say
from core.limits import within
from core.text import pick
from organisations.models import Kind as Who
from organisations.models import Size
from territories.models import Territory

PAGE = 20
REPORTS_AN_HOUR = 10


def territory_of(request: HttpRequest) -> Territory:
    found: Territory = request.territory  # type: ignore[attr-defined]
    return found


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All that the territory sees and that is not closed, by filters in the address."""
    today, territory = timezone.localdate(), territory_of(request)
    themes = filters.themes_of(territory)
    wanted = filters.wanted_from(request.GET, themes)
    found = shelf.shelf_of(territory)
    page = Paginator(shelf.search(found, wanted, today), PAGE).get_page(request.GET.get("page"))
    rows = in_order([entry.id for entry in page.object_list])
    levels = {entry.id: entry.level for entry in page.object_list}
    context = {
        "page": page,
        "rows": [(row, levels[row.pk]) for row in rows],
        "wanted": wanted,
        "is_wanting": filters.is_wanting(wanted),
        "facets": filters.facets_of(found, wanted, today, themes),
        "who": filters.choices(Who.choices, wanted.who),
        "sizes": filters.choices(Size.choices, wanted.size),
        "has_home": bool(found.home),
        "query": filters.kept_query(request.GET),
        "today": today,
    }
    return render(request, "toolbox/list.html", context)


def in_order(pks: list[int]) -> list[Resource]:
    """The rows of these keys, in this order; one query."""
    rows = {row.pk: row for row in Resource.objects.filter(pk__in=pks).order_by()}
    return [rows[pk] for pk in pks if pk in rows]


def resource_or_404(pk: int) -> Resource:
    """One that the territory sees."""
    found: Resource = get_object_or_404(Resource.objects.select_related("territory"), pk=pk)
    return found


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    resource = resource_or_404(pk)
    if request.method == "GET" and _counts_once(request, "shown", resource):
        count(territory=territory_of(request), resources=[resource.pk], what="shown")
    return render(request, "toolbox/detail.html", _told(request, resource))


def _told(request: HttpRequest, resource: Resource) -> dict[str, Any]:
    territory, today = territory_of(request), timezone.localdate()
    themes = filters.themes_of(territory)
    shown = Resource.objects.filter(retired_on=None)
    lines = bare(pick(resource.conditions)).splitlines()
    asked = conditions.asked(resource.rule, areas.names_of(resource.rule.areas))
    return {
        "resource": resource,
        "text": bare(pick(resource.summary)),
        "asked": [line[:1].upper() + line[1:] for line in asked],
        "lines": [line.removeprefix("- ").strip() for line in lines if line.strip()],
        "themes": [themes[code] for code in resource.themes if code in themes],
        "leads_to": shown.filter(links_in__source=resource).order_by("links_in__position", "pk"),
        "called_by": shown.filter(links_out__target=resource).order_by("code", "pk"),
        "is_over": resource.retired_on is not None or bool(resource.deadline and resource.deadline < today),
        "opens_later": bool(resource.opens_on and resource.opens_on > today),
        "today": today,
    }


def _counts_once(request: HttpRequest, what: str, resource: Resource) -> bool:
    """One person who reads it again within the hour counts once."""
    return within(f"toolbox-{what}", f"{get_adapter().get_client_ip(request)}:{resource.pk}", 1)


@never_cache
@require_safe
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """To the address of a resource (`lien`: one of its links, from 1), counted; never to another one."""
    resource = resource_or_404(pk)
    rank = request.GET.get("lien", "")
    urls = [link["url"] for link in resource.links]
    known = rank.isdecimal() and len(rank) < 4 and 0 < int(rank) <= len(urls)
    url = urls[int(rank) - 1] if known else "" if rank else resource.url
    if not url:
        raise Http404
    if request.method == "GET" and _counts_once(request, "opened", resource):
        count(territory=territory_of(request), resources=[resource.pk], what="opened")
    response = redirect(url)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Anyone says what is wrong, a few times an hour."""
    resource = resource_or_404(pk)
    form = ReportForm(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return render(request, "toolbox/report.html", {"form": form, "resource": resource})
    if not within("toolbox-report", get_adapter().get_client_ip(request), REPORTS_AN_HOUR):
        form.add_error(None, _("Many reports came from your network within the hour: try again later."))
        return render(request, "toolbox/report.html", {"form": form, "resource": resource}, status=429)
    user = request.user if request.user.is_authenticated else None
    reason, note = Reason(form.cleaned_data["reason"]), form.cleaned_data["note"]
    say(resource=resource, territory=territory_of(request), reason=reason, note=note, user=user)
    messages.success(request, _("Thank you. The team of the territory will look at it."))
    return redirect("toolbox:detail", pk=pk)
