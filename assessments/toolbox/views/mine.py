"""The whole toolbox for one result: what is for it now, what nearly is, what was kept, done, put aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from assessments.responses.access import may_open
from assessments.results import queries as results
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.toolbox import filters, matching, shelf
from assessments.toolbox.models import Resource, ResourceUse, UseState
from assessments.toolbox.permissions import may_use
from assessments.toolbox.queries import uses_of
from assessments.toolbox.services import uses
from assessments.toolbox.services.counting import count
from assessments.toolbox.suggestion import Suggestion
from assessments.toolbox.views.public import PAGE, in_order, resource_or_404, territory_of
from organisations.models import Organisation

NOW, NEARLY = "maintenant", "presque"
GROUPS = {
    NOW: gettext_lazy("For you now"),
    NEARLY: gettext_lazy("Nearly"),
    "kept": pgettext_lazy("resources", "Kept"),
    "done": pgettext_lazy("resources", "Done"),
    "dismissed": gettext_lazy("Not for us"),
}
FORGET = "none"
SAID = {
    UseState.KEPT: gettext_lazy("Kept: you find it again here, and so does your adviser."),
    UseState.DONE: gettext_lazy("Well done: it is noted."),
    UseState.DISMISSED: gettext_lazy("Put aside: it will not be proposed to you again."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`suggestion` None: what it asks is not known any more (closed, taken away)."""

    resource: Resource
    suggestion: Suggestion | None
    state: str


def result_or_404(request: HttpRequest, pk: UUID) -> Result:
    """As the result page: who may not open it gets the 404 of what does not exist."""
    result: Result = get_object_or_404(results.with_all(), pk=pk)
    if not may_open(request, result.assessment):
        raise Http404
    result.territory = territory_of(request)
    organisation = result.assessment.organisation
    if organisation is not None and organisation.territory_id == result.territory_id:
        organisation.territory = result.territory
    return result


@require_safe
def for_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    result = result_or_404(request, pk)
    response = render(request, "toolbox/for_result.html", _page(request, result))
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response


def _page(request: HttpRequest, result: Result) -> dict[str, Any]:
    reading, territory = open_reading(result), territory_of(request)
    themes = filters.themes_of(territory)
    wanted = replace(filters.wanted_from(request.GET, themes), elsewhere=True, who="", size="")
    found = shelf.shelf_of(territory)
    entries = {entry.id for entry in shelf.search(found, wanted, reading.today)}
    light = Resource.objects.filter(retired_on=None).defer("summary", "conditions", "links")
    proposed = {one.resource.pk: one for one in matching.all_for(reading, light) if one.resource.pk in entries}
    organisation = result.assessment.organisation
    states = {row.resource_id: row for row in uses_of(organisation)} if organisation else {}
    groups = _groups(proposed, states)
    group = request.GET.get("groupe", NOW)
    group = group if group in GROUPS else NOW
    page = Paginator(groups[group], PAGE).get_page(request.GET.get("page"))
    lines = _lines(list(page.object_list), proposed, states)
    if request.method == "GET" and lines:
        count(territory=territory, resources=[line.resource.pk for line in lines], what="shown")
    rest = filters.kept_query(request.GET, "groupe")
    return {
        "result": result,
        "reading": reading,
        "tabs": [_tab(code, label, len(groups[code]), rest, group) for code, label in GROUPS.items()],
        "group": group,
        "group_label": GROUPS[group],
        "lines": lines,
        "page": page,
        "query": filters.kept_query(request.GET),
        "wanted": wanted,
        "is_wanting": filters.is_wanting(replace(wanted, elsewhere=False)),
        "facets": filters.facets_of(found, wanted, reading.today, themes)[:2],
        "may_use": may_use(request, result),
        "is_known": request.user.is_authenticated,
        "today": reading.today,
    }


def _groups(proposed: Mapping[int, Suggestion], states: Mapping[int, ResourceUse]) -> dict[str, list[int]]:
    """Keys by group, the best first. What was said of a resource takes it out of the two first groups."""
    free = [one for pk, one in proposed.items() if pk not in states]
    said = {state: [pk for pk, row in states.items() if row.state == state] for state in UseState.values}
    return {
        NOW: [one.resource.pk for one in free if one.fit == "eligible"],
        NEARLY: [one.resource.pk for one in free if one.fit == "nearly"],
        **said,
    }


def _tab(code: str, label: object, number: int, rest: str, current: str) -> tuple[str, str, bool]:
    words = _("%(name)s (%(number)s)") % {"name": label, "number": number}
    return words, f"?{rest}{'&' if rest else ''}groupe={code}", code == current


def _lines(pks: list[int], proposed: Mapping[int, Suggestion], states: Mapping[int, ResourceUse]) -> list[Line]:
    """The rows whole, with their reasons."""
    found = []
    for resource in in_order(pks):
        one, state = proposed.get(resource.pk), states.get(resource.pk)
        suggestion = replace(one, resource=resource) if one else None
        found.append(Line(resource, suggestion, state.state if state else ""))
    return found


@require_POST
def use(request: HttpRequest, pk: UUID, resource: int) -> HttpResponse:
    """Keep, done, not for us, or take back what was said. A member of the organisation says it, nobody else."""
    result = result_or_404(request, pk)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('toolbox:for_result', args=[pk])}")
    organisation = result.assessment.organisation
    if not may_use(request, result) or organisation is None:
        raise Http404
    row, state = resource_or_404(resource), request.POST.get("state", "")
    if state == FORGET:
        uses.forget(resource=row, organisation=organisation)
        messages.success(request, _("Taken back: it is proposed to you again."))
    elif state in UseState.values:
        uses.use(resource=row, organisation=organisation, state=UseState(state), user=request.user)
        messages.success(request, str(SAID[UseState(state)]))
    back = QueryDict(request.POST.get("back", "")[:2000]).urlencode()
    return redirect(f"{reverse('toolbox:for_result', args=[pk])}{'?' if back else ''}{back}")


@never_cache
@login_required
@require_safe
def for_organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the toolbox of the latest result of an organisation, for its members; without one, to the whole toolbox."""
    organisation: Organisation = get_object_or_404(Organisation.objects.select_related("territory"), pk=pk)
    if not request.user.has_perm("organisations.answer", organisation):
        raise Http404
    result = results.current_of(organisation)
    return redirect("toolbox:for_result", pk=result.pk) if result else redirect("toolbox:list")
