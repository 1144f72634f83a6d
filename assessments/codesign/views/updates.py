"""Taking a new version of the core: what it changes, what it cannot decide for us, then a draft with our additions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.codesign import desk
from assessments.codesign.changes import clashes, parts_changed
from assessments.codesign.forms import NumberForm
from assessments.codesign.queries import updates as queries
from assessments.editor.access import EDIT, READ, for_team, may
from assessments.frameworks import services as frameworks
from assessments.frameworks.domain.merge import Merge, Unsettled, merge
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.rows import read_rows


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    version = desk.own(request, pk, EDIT if request.method == "POST" else READ)
    newer = queries.newer_base(version)
    if newer is None or version.base is None:
        return desk.page(request, "codesign/update.html", version, {"newer": None})
    merged = merge(compile_version(version.base).document, compile_version(newer).document, read_rows(version))
    decisions = {one.id: request.POST.get(f"d-{one.id}", "") for one in merged.conflicts}
    form = NumberForm(request.POST or None, initial={"number": queries.free_number(version, newer.number)})
    missing: set[str] = set()
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, version, newer, form.cleaned_data["number"], decisions)
        except Unsettled as unsettled:
            missing = {conflict.id for conflict in unsettled.conflicts}
        except ValidationError as refusal:
            form.add_error("number", refusal.messages[0])
        except ValueError:  # a draft may be in the middle of a change
            form.add_error(None, _("Your version has faults: correct them before taking the update."))
    return _page(request, version, newer, merged, decisions, form, missing)


def _take(
    request: HttpRequest, version: FrameworkVersion, newer: FrameworkVersion, number: str, decisions: dict[str, str]
) -> HttpResponse:
    """Raises Unsettled, ValidationError."""
    taken = frameworks.take_update(version=version, base=newer, number=number, decisions=decisions)
    messages.success(request, _("The update is taken: here is a draft over the new version, with what you had added."))
    return redirect("editor:tree", pk=taken.pk)


def _page(
    request: HttpRequest,
    version: FrameworkVersion,
    newer: FrameworkVersion,
    merged: Merge,
    decisions: dict[str, str],
    form: NumberForm,
    missing: set[str],
) -> HttpResponse:
    put = clashes(merged.conflicts, merged.mine, merged.base_new, decisions)
    context = {
        "newer": newer,
        "over": queries.already_over(version, newer),
        "parts": parts_changed(merged.base_old, merged.base_new),
        "clashes": [(place, clash, clash.id in missing) for place, clash in enumerate(put, 1)],
        "missing": [(place, clash) for place, clash in enumerate(put, 1) if clash.id in missing],
        "form": form,
        "may_take": may(request, EDIT),
    }
    return desk.page(request, "codesign/update.html", version, context)
