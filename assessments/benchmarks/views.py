"""Load, ask permission, call one verb."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assessments.benchmarks import sheets
from assessments.benchmarks.asking import asked
from assessments.benchmarks.drawings import bars
from assessments.benchmarks.wording import hidden
from assessments.results.access import result_or_404
from core.exports import csv_response


@never_cache
@require_GET
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The result beside the peers that the address asks for."""
    result = result_or_404(request, pk)
    found = asked(result, request.GET)
    context = {
        "result": result,
        "asked": found,
        "comparison": found.comparison,
        "counted": sheets.counted(found.comparison) if found.comparison else "",
        "hidden": hidden(),
        "rule": sheets.rule(),
        "drawn": bars(found.comparison),
    }
    return render(request, "benchmarks/page.html", context)


@never_cache
@require_GET
def export(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Every figure that is published for the result's territory and those above it, as a table."""
    heads, rows = sheets.everything(result_or_404(request, pk))
    return csv_response(_("peers.csv"), heads, rows)
