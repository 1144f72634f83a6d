"""The life of a version: in review, back to draft, published, retired, shared; the next draft, a layer over it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.editor import access, desk, queries, soundness, wording
from assessments.editor.forms.life import DraftForm, ExtendForm
from assessments.frameworks import services
from assessments.frameworks.models import FrameworkVersion, Immutable
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import UnsoundFramework

Status = FrameworkVersion.Status
Act = Callable[..., FrameworkVersion]


@require_POST
@access.for_team(access.EDIT)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`to`: "review" or "draft"."""
    version = access.own_version_or_404(request, pk)
    back = request.POST.get("to") == "draft"
    act: Act = services.to_draft if back else services.to_review
    said = _("It can be changed again.") if back else _("In review: nobody changes it while it is read.")
    _try(request, lambda: act(version=version), said)
    return redirect("editor:settings", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team(access.PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What publishing does, what was checked before, then the act."""
    version = access.own_version_or_404(request, pk)
    if version.is_frozen:
        return redirect("editor:tree", pk)
    document = read_rows(version)
    faults = soundness.faults(document)
    if request.method == "POST" and not faults:
        _try(request, lambda: services.publish(version=version), _("Published: it is what organisations now answer."))
        return redirect("editor:tree", pk)
    context = desk.context(request, version) | {
        "faults": [wording.problem(fault) for fault in faults],
        "before": queries.before_publishing(version),
        "questions": sum(1 for question in document.questions() if not question.hidden),
    }
    return render(request, "editor/publish.html", context)


@require_POST
@access.for_team(access.PUBLISH)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    version = access.own_version_or_404(request, pk)
    _try(request, lambda: services.retire(version=version), _("Retired: nobody begins it any more. Its results stay."))
    return redirect("editor:settings", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team(access.EDIT)
def new_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The next edition of one of our versions."""
    version = access.own_version_or_404(request, pk)
    form = DraftForm(request.POST or None, initial={"number": queries.next_number(version)})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.new_draft(version=version, number=form.cleaned_data["number"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("editor:tree", made.pk)
    return render(request, "editor/start.html", desk.context(request, version) | {"form": form, "layer": False})


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team(access.EDIT)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """A layer of ours over a published version: an extension, or a variant for some organisations."""
    version = access.version_or_404(request, pk)
    if version.status != Status.PUBLISHED:
        raise Http404
    document = read_rows(version)
    form = ExtendForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.extend(base=version, territory=access.territory_of(request), **form.facts())
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("editor:tree", made.pk)
    return render(request, "editor/start.html", desk.context(request, version) | {"form": form, "layer": True})


def _try(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except UnsoundFramework as unsound:
        for problem in unsound.problems:
            messages.error(request, wording.problem(problem))
    except Immutable:
        messages.error(request, _("This version has moved on meanwhile: look at its status."))
    else:
        messages.success(request, done)
