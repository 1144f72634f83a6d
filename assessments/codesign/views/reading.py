"""The public library of the national portal: frameworks that anyone may read, cite, and take as files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from assessments.codesign import shared
from assessments.editor.access import territory_of
from assessments.frameworks.domain import writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.sheets import TooLong, to_xlsx
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.models import FrameworkVersion
from territories.queries import national_portal

FORMATS: dict[str, tuple[Callable[[Document], str | bytes], str]] = {
    "yaml": (writer.to_yaml, "application/yaml; charset=utf-8"),
    "json": (writer.to_json, "application/json; charset=utf-8"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """What is shared with everyone."""
    if elsewhere := _portal_url(request):
        return redirect(elsewhere)
    return render(request, "codesign/public.html", {"versions": shared.public_versions()})


@require_safe
def reader(request: HttpRequest, pk: int) -> HttpResponse:
    """One framework, whole: its themes, questions, answers and points, its licence, how to cite it."""
    if elsewhere := _portal_url(request):
        return redirect(elsewhere)
    version = _public(pk)
    context = {
        "version": version,
        "document": shared.document_of(version),
        "address": request.build_absolute_uri(),
        "formats": list(FORMATS),
    }
    return render(request, "codesign/reader.html", context)


@require_safe
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The same as a file for machines, or for an author's worksheet."""
    if elsewhere := _portal_url(request):
        return redirect(elsewhere)
    if form not in FORMATS:
        raise Http404
    version = _public(pk)
    write, kind = FORMATS[form]
    try:
        response = HttpResponse(write(shared.document_of(version)), content_type=kind)
    except TooLong as fault:  # a text that no worksheet holds: the other files have it
        raise Http404 from fault
    name = slug(f"{version.framework.code}-{version.number}") or "framework"
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{form}") or "attachment"
    return response


def _public(pk: int) -> FrameworkVersion:
    version = shared.public_version(pk)
    if version is None:
        raise Http404
    return version


def _portal_url(request: HttpRequest) -> str:
    """The same address on the national portal; "" when one is there, or when there is none."""
    portal = None if territory_of(request).is_national else national_portal()
    return f"{portal.root_url}{request.path}" if portal else ""
