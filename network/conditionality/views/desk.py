"""The team's desk: aids and their conditions, checks of codes, commitments to review."""

from datetime import date
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.people import signed_in
from network.conditionality import queries, services, wording
from network.conditionality.facts import scale_of
from network.conditionality.forms import AidForm, BaseConditions, CheckForm, Conditions, ReviewForm, VersionForm
from network.conditionality.models import Aid, Check, Promise
from network.conditionality.views.public import add_errors
from organisations.views.access import territory_of
from territories.desk import for_role
from territories.models import RoleName

PAGE = 50


def _aid_or_404(pk: UUID) -> Aid:
    found: Aid = get_object_or_404(Aid.objects.select_related("territory"), pk=pk)
    return found


@for_role(RoleName.READER)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(
        request, "conditionality/desk/index.html", {"aids": list(queries.counted()), "due": queries.due().count()}
    )


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    territory = territory_of(request)
    form = AidForm(request.POST or None, resources=queries.resources_to_attach(territory))
    if request.method == "POST" and form.is_valid():
        try:
            aid = services.add_aid(territory=territory, **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            return redirect("conditionality_desk:conditions", pk=aid.pk)
    return render(request, "conditionality/desk/add.html", {"form": form})


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    aid = _aid_or_404(pk)
    start = {"name": aid.name, "summary": aid.summary, "closes_on": aid.closes_on}
    form = AidForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_aid(aid=aid, **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("conditionality_desk:aid", pk=pk)
    return render(request, "conditionality/desk/edit.html", {"form": form, "aid": aid})


@for_role(RoleName.READER)
@require_safe
def aid(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its conditions of today, its former versions, who committed."""
    found, scale = _aid_or_404(pk), scale_of(territory_of(request))
    versions = [
        (one, [(wording.condition(asked, scale), wording.instead(asked)) for asked in one.conditions])
        for one in queries.sets(found)
    ]
    context = {"aid": found, "versions": versions, "promises": list(queries.promises().filter(aid=found))}
    return render(request, "conditionality/desk/aid.html", context)


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def conditions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Set the next version. "One more line" gives one without saving."""
    found, scale = _aid_or_404(pk), scale_of(territory_of(request))
    last = queries.current(found)
    start = [one.to_dict() for one in last.conditions] if last else []
    rows = Conditions(request.POST or None, initial=start, form_kwargs={"scale": scale}, prefix="line")
    version = VersionForm(request.POST or None, initial={"seen": last.number if last else 0})
    if request.method == "POST" and "more" in request.POST:
        rows = Conditions(_one_more(request), initial=start, form_kwargs={"scale": scale}, prefix="line")
    elif (
        request.method == "POST"
        and rows.is_valid()
        and version.is_valid()
        and _set(request, found, cast(BaseConditions, rows), version)
    ):
        messages.success(request, _("The conditions are published. Checks and commitments of before keep theirs."))
        return redirect("conditionality_desk:aid", pk=pk)
    context = {"aid": found, "rows": rows, "version": version, "levels": list(enumerate(scale.levels, start=1))}
    return render(request, "conditionality/desk/conditions.html", context)


def _one_more(request: HttpRequest) -> dict[str, str]:
    sent = request.POST.dict()
    total = sent.get("line-TOTAL_FORMS", "0")
    count = int(total) if total.isascii() and total.isdecimal() and len(total) < 4 else 0
    return {**sent, "line-TOTAL_FORMS": str(min(count + 1, Conditions.max_num))}


def _set(request: HttpRequest, found: Aid, rows: BaseConditions, version: VersionForm) -> bool:
    given = version.cleaned_data
    try:
        services.set_conditions(
            aid=found, conditions=rows.conditions, user=signed_in(request), seen=given["seen"], note=given["note"]
        )
    except services.Refused as refusal:
        used = rows.used
        for fault in refusal.faults:
            form = version if fault.place is None else used[fault.place]
            form.add_error(fault.field if fault.place is not None else None, wording.fault(fault.code))
        return False
    except ValidationError as refusal:
        add_errors(version, refusal)
        last = queries.current(found)
        version.data = {**request.POST.dict(), "seen": last.number if last else 0}
        return False
    return True


@for_role(RoleName.READER)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The instructing agent types the code of a report and chooses the aid."""
    form = CheckForm(request.POST or None, aids=queries.checkable())
    if request.method == "POST" and form.is_valid():
        try:
            made = services.check(
                aid=form.cleaned_data["aid"], typed=form.cleaned_data["code"], user=signed_in(request)
            )
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            return redirect("conditionality_desk:record", pk=made.pk)
    return render(request, "conditionality/desk/check.html", {"form": form, "last": list(queries.checks()[:5])})


@for_role(RoleName.READER)
@require_safe
def record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was shown that day, as it was."""
    found: Check = get_object_or_404(queries.checks(), pk=pk)
    context = {"check": found, "issued_on": date.fromisoformat(found.shown["issued_on"])}
    return render(request, "conditionality/desk/record.html", context)


@for_role(RoleName.READER)
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    shown = Paginator(queries.checks(), PAGE).get_page(request.GET.get("page"))
    return render(request, "conditionality/desk/checks.html", {"shown": shown})


@for_role(RoleName.READER)
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """`?all=1`: every commitment under way, else those due within 30 days."""
    every = request.GET.get("all") == "1"
    shown = Paginator(queries.promises() if every else queries.due(), PAGE).get_page(request.GET.get("page"))
    return render(request, "conditionality/desk/promises.html", {"shown": shown, "every": every})


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    found: Promise = get_object_or_404(Promise.objects.select_related("aid", "organisation"), pk=pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.review(promise=found, user=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("The review is kept."))
            return redirect("conditionality_desk:promises")
    return render(request, "conditionality/desk/review.html", {"promise": found, "form": form})
