"""What a version says of itself, who it is shared with, what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.editor import access, attempts, desk, wording
from assessments.editor.forms.keeping import is_moving
from assessments.editor.forms.settings import SettingsForm
from assessments.frameworks.domain.document import Document, Limits
from assessments.frameworks.domain.plain import limits_from
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team()
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    version = access.version_or_404(request, pk)
    document = read_rows(version)
    if request.method != "POST":
        return _page(request, version, _form(version, document))
    if not access.may_edit(request, version):
        raise Http404
    if is_moving(request.POST):
        form = _form(version, document)
        form.hold(request.POST)
        return _page(request, version, form)
    form = _form(version, document, request.POST)
    if not form.is_valid():
        return _page(request, version, form, status=422)
    outcome = attempts.attempt(request, version, form.operations)
    if outcome.is_done:
        messages.success(request, _("Saved.") if outcome.operations else _("Nothing was changed."))
        return redirect("editor:settings", pk)
    for fault in outcome.faults:
        form.add_error(None, fault)
    return _page(request, version, form, status=409 if outcome.stale else 422)


def _form(version: FrameworkVersion, document: Document, data: Any = None) -> SettingsForm:
    allowed = limits_from(version.base.limits) or Limits() if version.base else None
    return SettingsForm(data, document=document, allowed=allowed)


def _page(request: HttpRequest, version: FrameworkVersion, form: SettingsForm, status: int = 200) -> HttpResponse:
    context = desk.context(request, version) | {
        "form": form,
        "audience": wording.applies(form.document, form.document.audience),
        "limits_words": wording.limits("document", form.document.limits),
        "animates": access.may(request, access.EDIT),
    }
    return render(request, "editor/settings.html", context, status=status)
