"""The section "Beside your peers" of a result page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.benchmarks.comparing import compare
from assessments.benchmarks.sheets import counted
from assessments.benchmarks.wording import hidden
from assessments.results.reading import Reading


def render(request: HttpRequest, reading: Reading) -> str:
    """One query. A short version is compared with nothing."""
    if reading.is_express:
        return ""
    comparison = compare(reading.row)
    context = {
        "result": reading.row,
        "comparison": comparison,
        "counted": counted(comparison),
        "hidden": hidden(),
    }
    return render_to_string("benchmarks/panel.html", context, request=request)
