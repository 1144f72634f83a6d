"""Files in and out: our YAML, JSON and worksheet, CISO Assistant libraries, tables of Territoires en Transitions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.editor import access, origins
from assessments.editor.forms.exchange import ImportForm
from assessments.frameworks.domain import writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import Reading, read_bytes
from assessments.frameworks.domain.sheets import TooLong, to_xlsx
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.models import Immutable
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import AlreadyPublished, UnsoundFramework, import_document
from assessments.frameworks.wording import describe

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: dict[str, tuple[str, Callable[[Document], str | bytes]]] = {
    "yaml": ("application/yaml", writer.to_yaml),
    "json": ("application/json", writer.to_json),
    "xlsx": (SHEET, to_xlsx),
}


@require_safe
@access.for_team()
def export(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The whole version as a file that the import reads back the same."""
    version = access.version_or_404(request, pk)
    if form not in FORMS:
        raise Http404
    kind, write = FORMS[form]
    name = slug(f"{version.framework.code}-{version.number}") or "framework"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    try:
        content = write(read_rows(version))
    except TooLong:
        messages.error(request, _("A text is too long for a cell of a worksheet: take the YAML or the JSON file."))
        return redirect("editor:settings", pk=pk)
    return HttpResponse(content, content_type=kind, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_team(access.EDIT)
def load(request: HttpRequest) -> HttpResponse:
    """A draft from a file: all of it, or its problems and nothing."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "editor/import.html", {"form": form, "problems": [], "left": 0})
    upload = form.cleaned_data["file"]
    reading = read_bytes(upload.read(), upload.name)
    if reading.document is None or not reading.is_sound:
        return _refused(request, form, reading)
    try:
        version = import_document(document=reading.document, territory=access.territory_of(request))
    except AlreadyPublished:
        form.add_error("file", _("This number of version is already published with another content: change it."))
        return _refused(request, form, reading)
    except Immutable:
        form.add_error("file", _("This version is not a draft any more: it cannot be changed."))
        return _refused(request, form, reading)
    except UnsoundFramework as unsound:
        return _refused(request, form, Reading(None, unsound.problems))
    messages.success(request, _("Read whole: here is the draft."))
    origins.keep_map(request, version, reading.origins, form.cleaned_data["keep_map"])
    return redirect("editor:tree", version.pk)


def _refused(request: HttpRequest, form: ImportForm, reading: Reading) -> HttpResponse:
    problems = [describe(problem) for problem in reading.problems]
    context = {"form": form, "problems": problems[:MOST], "left": max(0, len(problems) - MOST)}
    return render(request, "editor/import.html", context, status=422)


MOST = 100  # problems on a page
