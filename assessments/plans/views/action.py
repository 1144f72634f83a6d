"""One action: read it, change it, carry it out, show it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from assessments.plans import queries, services
from assessments.plans.board import named, practice_of, theme_of
from assessments.plans.forms import ActionForm, EvidenceForm, MeasureForm, StatusForm
from assessments.plans.models import Action, Measure, Status
from assessments.plans.views.access import action_for
from organisations.forms import take_refusal


@never_cache
@login_required
@require_safe
def action(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    return show(request, action_for(request, pk, action, "plans.view"))


def show(
    request: HttpRequest,
    found: Action,
    *,
    status_form: StatusForm | None = None,
    measure_form: MeasureForm | None = None,
    evidence_form: EvidenceForm | None = None,
) -> HttpResponse:
    """The page; a form that was refused comes back with what was typed in it."""
    today = timezone.localdate()
    organisation = found.plan.organisation
    context = {
        "action": found,
        "organisation": organisation,
        "theme": theme_of(found),
        "practice": practice_of(found),
        "who": named(found),
        "is_late": found.is_late(today),
        "may_act": request.user.has_perm("plans.act", organisation),
        "status_form": status_form or StatusForm(label_suffix="", initial={"on": today}),
        "measure_form": measure_form or MeasureForm(label_suffix="", prefix="m", initial={"on": today}),
        "evidence_form": evidence_form or EvidenceForm(label_suffix=""),
        "refused": status_form or measure_form or evidence_form,
    }
    return render(request, "plans/action.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    found = action_for(request, pk, action, "plans.act")
    members = queries.members_of(found.plan.organisation)
    form = ActionForm(request.POST or None, instance=found, members=members)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_action(action=found, author=signed_in(request), facts=form.facts())
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("The change is saved."))
            return redirect("plans:action", pk, action)
    return render(request, "plans/edit.html", {"organisation": found.plan.organisation, "action": found, "form": form})


@require_POST
@login_required
def status(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    """`to`: the status; with the day for "done", with the reason for "dropped". From the board or the action's page."""
    found = action_for(request, pk, action, "plans.act")
    wanted = request.POST.get("to", "")
    form = StatusForm(request.POST, label_suffix="")
    if wanted not in Status.values:
        return redirect("plans:action", pk, action)
    if form.is_valid():
        try:
            services.change_status(
                action=found,
                status=Status(wanted),
                author=signed_in(request),
                words=form.cleaned_data["words"] if wanted == Status.DROPPED else "",
                on=form.cleaned_data["on"],
            )
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _said(Status(wanted)))
            return redirect("plans:plan", pk) if "plan" in request.POST else redirect("plans:action", pk, action)
    return show(request, found, status_form=form)


def _said(wanted: Status) -> str:
    return {
        Status.TODO: _("It is to be done again."),
        Status.DOING: _("The action is under way."),
        Status.DONE: _("Well done! Add a document that shows it, if you have one: the territory's team checks it."),
        Status.DROPPED: _("It is given up, and stays in the history."),
    }[wanted]


@require_POST
@login_required
def measure(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponse:
    found = action_for(request, pk, action, "plans.act")
    form = MeasureForm(request.POST, label_suffix="", prefix="m")
    if form.is_valid():
        try:
            services.add_measure(action=found, author=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("The figure is kept."))
            return redirect("plans:action", pk, action)
    return show(request, found, measure_form=form)


@require_POST
@login_required
def forget_measure(request: HttpRequest, pk: UUID, action: UUID, measure: int) -> HttpResponse:
    found = action_for(request, pk, action, "plans.act")
    kept = get_object_or_404(Measure.objects.select_related("action"), pk=measure, action=found)
    services.forget_measure(measure=kept)
    messages.success(request, _("The figure is taken away."))
    return redirect("plans:action", pk, action)
