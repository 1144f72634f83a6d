"""The team's resources, at /bureau/ressources/: animators write their own, readers read."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from assessments.toolbox import desk_lists, filters
from assessments.toolbox.forms import ResourceForm, initial_of
from assessments.toolbox.models import Kind, ReportState, Resource, ResourceReport
from assessments.toolbox.services import edits, reports
from assessments.toolbox.services.imports.vocabulary import vocabulary_of
from assessments.toolbox.views.public import resource_or_404, territory_of
from territories import desk
from territories.models import RoleName

PAGE = 50


def may_write(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("territories.animate", territory_of(request)))


def user_of(request: HttpRequest) -> User:
    """Behind a guard that asks for one."""
    user: User = request.user  # type: ignore[assignment]
    return user


@require_safe
@desk.for_role(RoleName.READER)
def listing(request: HttpRequest) -> HttpResponse:
    territory, today = territory_of(request), timezone.localdate()
    wanted = desk_lists.filters_from(request.GET)
    page = Paginator(desk_lists.rows_of(territory, wanted, today), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    figures = desk_lists.used(territory, [row.pk for row in rows], today)
    context = {
        "page": page,
        "rows": [(row, figures.get(row.pk)) for row in rows],
        "wanted": wanted,
        "kinds": filters.choices([("", _("All kinds")), *Kind.choices], wanted.kind),
        "states": filters.choices(desk_lists.STATES.items(), wanted.state),
        "owners": filters.choices(desk_lists.OWNERS.items(), wanted.owner),
        "to_do": desk_lists.to_do(territory, today),
        "query": filters.kept_query(request.GET),
        "may_write": may_write(request),
        "today": today,
    }
    return render(request, "toolbox/desk/list.html", context)


def _form(request: HttpRequest, data: Any = None, resource: Resource | None = None) -> ResourceForm:
    territory = territory_of(request)
    themes = filters.themes_of(territory)
    known = list(themes.items())
    if resource is not None:  # a theme of a former questionnaire is kept until somebody unticks it
        known += [(code, code) for code in resource.themes if code not in themes]
    initial = initial_of(resource) if resource else {"origin": territory.name}
    return ResourceForm(data, vocabulary=vocabulary_of(territory), themes=known, initial=initial, label_suffix="")


@require_http_methods(["GET", "HEAD", "POST"])
@desk.for_role(RoleName.ANIMATOR)
def create(request: HttpRequest) -> HttpResponse:
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = edits.create(territory=territory_of(request), user=user_of(request), **form.values())
        except ValidationError as error:
            _say(form, error)
        else:
            messages.success(request, _("Here it is: organisations see it from now on."))
            return redirect("toolbox_desk:detail", pk=made.pk)
    context = {"form": form, "resource": None}
    return render(request, "toolbox/desk/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk.for_role(RoleName.ANIMATOR)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    resource = _own_or_404(request, pk)
    if resource.source or resource.framework:
        raise Http404
    form = _form(request, request.POST or None, resource)
    if request.method == "POST" and form.is_valid():
        try:
            edits.edit(resource=resource, user=user_of(request), **form.values(resource))
        except ValidationError as error:
            _say(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("toolbox_desk:detail", pk=pk)
    context = {"form": form, "resource": resource}
    return render(request, "toolbox/desk/form.html", context, status=422 if form.errors else 200)


def _say(form: ResourceForm, error: ValidationError) -> None:
    """What the row refuses and the form let through, at its field where there is one."""
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _own_or_404(request: HttpRequest, pk: int) -> Resource:
    """One that whoever asks may write: others do not exist here."""
    resource = resource_or_404(pk)
    if not request.user.has_perm("toolbox.edit", resource):
        raise Http404
    return resource


@require_safe
@desk.for_role(RoleName.READER)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    resource, today = resource_or_404(pk), timezone.localdate()
    territory = territory_of(request)
    may_edit = request.user.has_perm("toolbox.edit", resource)
    context = {
        "resource": resource,
        "is_ours": resource.territory_id == territory.pk,
        "may_edit": may_edit,
        "comes_with": resource.source or resource.framework,
        "months": desk_lists.by_month(territory, today, resource),
        "reports": desk_lists.reports_of(territory, ReportState.OPEN).filter(resource=resource),
        "is_stale": resource.review_by is not None and resource.review_by <= today,
        "today": today,
    }
    return render(request, "toolbox/desk/detail.html", context)


def _remove(resource: Resource, user: User) -> str:
    if edits.remove(resource=resource, user=user):
        return _("Deleted.")
    return _("Taken away: people kept or reported it, so it stays in their notes.")


def _suspend(resource: Resource, user: User) -> str:
    edits.suspend(resource=resource, user=user, suspended=True)
    return _("Suspended: it is not proposed any more.")


def _resume(resource: Resource, user: User) -> str:
    edits.suspend(resource=resource, user=user, suspended=False)
    return _("It is proposed again.")


def _checked(resource: Resource, user: User) -> str:
    edits.mark_checked(resource=resource, user=user)
    return _("Marked as checked today.")


def _back(resource: Resource, user: User) -> str:
    edits.bring_back(resource=resource, user=user)
    return _("It is shown again.")


ACTS: dict[str, Callable[[Resource, User], str]] = {
    "suspendre": _suspend,
    "reprendre": _resume,
    "verifier": _checked,
    "retirer": _remove,
    "remettre": _back,
}
OF_CATALOGUES = ("suspendre", "reprendre", "verifier")
"""What may be done to a resource that comes with a catalogue or a questionnaire, which keeps the rest."""


@require_POST
@desk.for_role(RoleName.ANIMATOR)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    resource, wanted = _own_or_404(request, pk), request.POST.get("act", "")
    known = OF_CATALOGUES if resource.source or resource.framework else tuple(ACTS)
    if wanted not in known:
        raise Http404
    messages.success(request, ACTS[wanted](resource, user_of(request)))
    there = Resource.objects.filter(pk=pk).exists()
    return redirect("toolbox_desk:detail", pk=pk) if there else redirect("toolbox_desk:list")


@require_safe
@desk.for_role(RoleName.READER)
def reported(request: HttpRequest) -> HttpResponse:
    state = ReportState.SETTLED if "regles" in request.GET else ReportState.OPEN
    rows = desk_lists.reports_of(territory_of(request), state)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "settled": state == ReportState.SETTLED,
        "query": "regles" if state == ReportState.SETTLED else "",
        "may_write": may_write(request),
    }
    return render(request, "toolbox/desk/reports.html", context)


@require_POST
@desk.for_role(RoleName.ANIMATOR)
def settle(request: HttpRequest, report: int) -> HttpResponse:
    row = get_object_or_404(ResourceReport, pk=report)
    reports.settle(row=row, user=user_of(request))
    messages.success(request, _("Settled."))
    return redirect("toolbox_desk:reports")


@require_safe
@desk.for_role(RoleName.READER)
def usage(request: HttpRequest) -> HttpResponse:
    territory, today = territory_of(request), timezone.localdate()
    context = {"months": desk_lists.by_month(territory, today), "rows": desk_lists.most_used(territory, today)}
    return render(request, "toolbox/desk/usage.html", context)
