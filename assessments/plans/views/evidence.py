"""Files that show that an action is done: handed out to the organisation and to the territory's team only."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from assessments.plans import services
from assessments.plans.forms import EvidenceForm
from assessments.plans.models import Action, ActionEvidence
from assessments.plans.views.access import action_for
from assessments.plans.views.action import show
from assessments.responses import files
from assessments.responses.uploads import dropped, drops_large_files
from organisations.forms import take_refusal

CLOSED = "default-src 'none'; sandbox"
"""What a browser may do with such a file if it opens it after all: nothing."""


@require_POST
@login_required
@drops_large_files
def add(request: HttpRequest, pk: UUID, action: UUID) -> HttpResponseBase:
    found = action_for(request, pk, action, "plans.act")
    form = EvidenceForm(request.POST, request.FILES, label_suffix="")
    if "file" in dropped(request):
        form.is_valid()
        form.errors["file"] = form.error_class(files.too_large().messages, renderer=form.renderer)
    elif form.is_valid() and _kept(request, found, form):
        messages.success(request, _("The document is kept with the action."))
        return redirect("plans:action", pk, action)
    return show(request, found, evidence_form=form)


def _kept(request: HttpRequest, found: Action, form: EvidenceForm) -> bool:
    try:
        services.add_evidence(action=found, upload=form.cleaned_data["file"], author=signed_in(request))
    except ValidationError as refusal:
        take_refusal(form, ValidationError({"file": refusal}))
        return False
    return True


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, pk: UUID, action: UUID, evidence: UUID) -> HttpResponseBase:
    """The file, to be saved: never shown in a page of ours."""
    kept = _evidence(action_for(request, pk, action, "plans.view"), evidence)
    answer = FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name)
    answer["Content-Security-Policy"] = CLOSED
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@login_required
def forget(request: HttpRequest, pk: UUID, action: UUID, evidence: UUID) -> HttpResponseBase:
    kept = _evidence(action_for(request, pk, action, "plans.act"), evidence)
    try:
        services.forget_evidence(evidence=kept)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The document is taken away."))
    return redirect("plans:action", pk, action)


def _evidence(found: Action, pk: UUID) -> ActionEvidence:
    kept: ActionEvidence = get_object_or_404(ActionEvidence.objects.select_related("action"), pk=pk, action=found)
    return kept
