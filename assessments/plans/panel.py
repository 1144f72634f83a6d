"""The section "Go further" of a result page: each priority becomes an action in one click."""

from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from assessments.plans import queries
from assessments.plans.models import Action
from assessments.results import wording
from assessments.results.models import Result
from assessments.results.reading import Reading


class Line(NamedTuple):
    """A priority: its question, in words, what was decided about it already."""

    code: str
    practice: str
    actions: list[Action]


def render(request: HttpRequest, reading: Reading) -> str:
    """One query for an organisation's result, none for another; "" where nothing is to be gained."""
    codes = [item.question for item in reading.findings.priorities]
    organisation = reading.row.assessment.organisation
    if not codes:
        return ""
    decided: dict[str, list[Action]] = {}
    for action in queries.shared_actions(reading):
        decided.setdefault(action.question_code, []).append(action)
    lines = [
        Line(item.question, wording.name(reading.plan.question(item.question)), decided.get(item.question, []))
        for item in reading.findings.priorities
    ]
    context = {"lines": lines, "result": reading.row, "organisation": organisation}
    return render_to_string("plans/panel.html", context, request=request)


def stamp(request: HttpRequest, reading: Reading) -> str | None:
    """Without an organisation there is no plan: the priorities alone, which never change."""
    return "" if reading.row.assessment.organisation_id is None else None


def may_act(request: HttpRequest, reading: Reading) -> bool:
    """Whoever may write in the plan of the organisation."""
    organisation = reading.row.assessment.organisation
    return organisation is not None and not reading.is_express and request.user.has_perm("plans.act", organisation)


def address(result: Result, code: str) -> str:
    return reverse("plans:from_question", args=[result.pk, code])
