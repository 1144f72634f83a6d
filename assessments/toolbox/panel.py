"""The section "What can help you" of a result page."""

from dataclasses import astuple
from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.results.reading import Reading
from assessments.toolbox import catalogue, queries
from assessments.toolbox.facts import facts_of
from assessments.toolbox.matching import suggestions
from territories.scope import active_territory


def render(request: HttpRequest, reading: Reading) -> str:
    context = {"suggestions": suggestions(reading), "result": reading.row}
    return render_to_string("toolbox/panel.html", context, request=request)


def marks() -> dict[str, Any]:
    return {
        "toolbox_stamp": catalogue.stamp_in_rows(active_territory()),
        "toolbox_settled": Subquery(queries.settled_mark()),
    }


def stamp(request: HttpRequest, reading: Reading) -> str:
    """The catalogue, what is known of the organisation today, what it did or put aside, deadlines."""
    row: Any = reading.row
    known = [sorted(told) if isinstance(told, frozenset) else told for told in astuple(facts_of(row))]
    return f"{row.toolbox_stamp}:{row.toolbox_settled}:{reading.today}:{known}:{row.territory}"
