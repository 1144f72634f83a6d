"""The section "Beside your peers" of a result page."""

from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.benchmarks import queries
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


def marks() -> dict[str, Any]:
    return {"peers_last": Subquery(queries.last_published())}


def stamp(request: HttpRequest, reading: Reading) -> str:
    """Figures are replaced, never changed: the last one published tells them all. The organisation itself does not
    enter: its own figures are frozen with the result. Names of territories may change."""
    row: Any = reading.row
    return f"{row.peers_last}:{row.territory}"
