"""The section "What can help you" of a result page."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.results.reading import Reading
from assessments.toolbox.matching import suggestions


def render(request: HttpRequest, reading: Reading) -> str:
    context = {"suggestions": suggestions(reading), "result": reading.row}
    return render_to_string("toolbox/panel.html", context, request=request)
