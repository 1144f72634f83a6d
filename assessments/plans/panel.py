"""The section "Go further" of a result page: each priority becomes an action in one click."""

from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string

from assessments.plans import queries
from assessments.plans.models import Action
from assessments.results import wording
from assessments.results.reading import Reading


class Line(NamedTuple):
    """A priority: its question, in words, what it wins at best, what was decided about it already."""

    code: str
    practice: str
    gain: str
    actions: list[Action]


def render(request: HttpRequest, reading: Reading) -> str:
    """One query for an organisation's result, none for another; "" where nothing is to be gained."""
    codes = [item.question for item in reading.findings.priorities]
    organisation = reading.row.assessment.organisation
    if not codes:
        return ""
    decided = queries.actions_for(organisation, codes) if organisation is not None else {}
    lines = [
        Line(
            item.question,
            wording.name(reading.plan.question(item.question)),
            wording.gain(item.gain, reading.framework.decimals),
            decided.get(item.question, []),
        )
        for item in reading.findings.priorities
    ]
    context = {"lines": lines, "result": reading.row, "organisation": organisation}
    return render_to_string("plans/panel.html", context, request=request)
