"""Files of resources: given, looked at, applied, undone; rejects and templates to take away."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.toolbox import taking_out
from assessments.toolbox.forms import FileForm
from assessments.toolbox.importing import wording
from assessments.toolbox.models import ImportLine, ImportState, Outcome, ResourceImport
from assessments.toolbox.services import imports
from assessments.toolbox.services.imports.applying import NotReady
from assessments.toolbox.services.imports.undoing import NotApplied
from assessments.toolbox.views.desk import may_write, user_of
from assessments.toolbox.views.public import territory_of
from core.exports import csv_response, xlsx_response
from territories import desk
from territories.models import RoleName

PAGE = 50
ORDER = (Outcome.REJECTED, Outcome.CREATED, Outcome.UPDATED, Outcome.RETIRED, Outcome.UNCHANGED)


def _import_or_404(pk: UUID) -> ResourceImport:
    found: ResourceImport = get_object_or_404(ResourceImport.objects.select_related("territory", "by"), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@desk.for_role(RoleName.ANIMATOR)
def listing(request: HttpRequest) -> HttpResponse:
    """The files given so far, and a form for one more: it is tried first."""
    form = FileForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        owner = imports.begin(
            territory=territory_of(request), name=upload.name or "", data=upload.read(), user=user_of(request)
        )
        if owner.state != ImportState.REFUSED:
            return redirect("toolbox_desk:import", pk=owner.pk)
        form.add_error("file", wording.sentence(*owner.problem))
        owner.file.delete(save=False)
        owner.delete()
    rows = ResourceImport.objects.filter(territory=territory_of(request)).select_related("by")
    page = Paginator(rows.order_by("-created_at", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "toolbox/desk/imports.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


@require_safe
@desk.for_role(RoleName.READER)
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    owner = _import_or_404(pk)
    outcome = request.GET.get("lignes", "")
    if outcome not in Outcome.values:
        outcome = next((one for one in ORDER if owner.counts.get(one)), Outcome.CREATED)
    lines = ImportLine.objects.filter(file=owner, outcome=outcome).order_by("row", "pk")
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "owner": owner,
        "refused": wording.sentence(*owner.problem) if owner.problem else "",
        "tabs": [_tab(owner, one, outcome) for one in ORDER if owner.counts.get(one)],
        "page": page,
        "lines": [(line, wording.told(line.problems), wording.changes(line.changed)) for line in page.object_list],
        "outcome": outcome,
        "query": f"lignes={outcome}",
        "unread": wording.unread(owner.unread),
        "rejected": owner.counts.get(Outcome.REJECTED, 0),
        "may_write": may_write(request),
    }
    return render(request, "toolbox/desk/import.html", context)


def _tab(owner: ResourceImport, outcome: Outcome, current: str) -> tuple[str, str, bool]:
    words = _("%(name)s (%(number)s)") % {"name": outcome.label, "number": owner.counts[outcome]}
    return words, f"?lignes={outcome}", outcome == current


@require_POST
@desk.for_role(RoleName.ANIMATOR)
def apply(request: HttpRequest, pk: UUID) -> HttpResponse:
    owner = _import_or_404(pk)
    try:
        imports.apply(owner=owner, user=user_of(request))
    except NotReady:
        messages.error(request, _("This file is applied already, or not read yet."))
    else:
        _say_working(request, owner, _("Applied: organisations see it from now on."))
    return redirect("toolbox_desk:import", pk=pk)


@require_POST
@desk.for_role(RoleName.ANIMATOR)
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    owner = _import_or_404(pk)
    try:
        imports.undo(owner=owner)
    except NotApplied:
        messages.error(request, _("This file is not applied: there is nothing to undo."))
    else:
        _say_working(request, owner, _("Undone: every resource is as it was."))
    return redirect("toolbox_desk:import", pk=pk)


def _say_working(request: HttpRequest, owner: ResourceImport, done: str) -> None:
    messages.success(request, _("It is under way.") if owner.is_working else done)


@require_safe
@desk.for_role(RoleName.READER)
def rejects(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One line a fault: the row, the column, what to do."""
    owner = _import_or_404(pk)
    lines = ImportLine.objects.filter(file=owner, outcome=Outcome.REJECTED).order_by("row", "pk")
    rows = [(line.row, column, what) for line in lines for column, what in wording.told(line.problems)]
    return csv_response(_("rejects.csv"), (_("Row"), _("Column"), _("What to do")), rows)


@require_safe
@desk.for_role(RoleName.READER)
def template(request: HttpRequest, form: str) -> HttpResponseBase:
    """The heads and one example."""
    name = _("resources-template")
    if form == "xlsx":
        return xlsx_response(f"{name}.xlsx", taking_out.HEADS, [taking_out.example()])
    if form == "csv":
        return csv_response(f"{name}.csv", taking_out.HEADS, [taking_out.example()])
    raise Http404


@require_safe
@desk.for_role(RoleName.READER)
def export(request: HttpRequest) -> HttpResponseBase:
    """The territory's own resources, as the import reads them back."""
    return csv_response(_("resources.csv"), taking_out.HEADS, list(taking_out.rows_of(territory_of(request))))
