"""What the file of an organisation tells of its plan, and the door that leads there."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.plans import queries
from assessments.plans.board import Board, Filters
from assessments.plans.simulating import simulation
from assessments.results.between import Event
from assessments.results.queries import current_of
from organisations.dossier import Door, Sheet, Step, doors, sheets, steps
from organisations.models import Organisation


def connect() -> None:
    label, text = _("Action plan"), _("What you decided, by when, and what it would change.")
    doors.register(Door("plan", label, text, _door, order=10))
    sheets.register(Sheet("plan", label, sheet, order=40))
    steps.register(Step("plan", _("Has an action plan"), queries.has_plan, order=40))
    steps.register(Step("action_done", _("Finished an action"), queries.has_done, order=60))


def _door(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("plans:plan", args=[organisation.pk])


def done_between(organisation: Organisation, since: date, until: date) -> list[Event]:
    """The actions finished between two results, for the trend; one query."""
    actions = queries.with_declared_at(queries.done_since(organisation, since).filter(done_on__lte=until))
    return [_finished(organisation, action) for action in actions if action.done_on is not None]


def _finished(organisation: Organisation, action: Any) -> Event:
    """The hour is known where it was declared on the very day: `action` has `declared_at`."""
    at = action.declared_at if action.declared_at and timezone.localdate(action.declared_at) == action.done_on else None
    return Event(action.done_on, action.title, reverse("plans:action", args=[organisation.pk, action.pk]), at)


def sheet(request: HttpRequest, organisation: Organisation) -> str:
    """The actions that count, and the score if they were done; two queries."""
    actions = list(queries.actions_of(organisation).select_related("owner", "version"))
    result = current_of(organisation) if actions else None
    if result is not None:
        result.territory = organisation.territory
    context = {
        "organisation": organisation,
        "board": Board(actions, Filters(), timezone.localdate()),
        "simulation": simulation(result, actions) if result else None,
    }
    return render_to_string("plans/sheet.html", context, request=request)
