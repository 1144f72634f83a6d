"""Where the toolbox shows elsewhere: the menu, the desk, the page and the file of an organisation."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.results.opening import open_reading
from assessments.results.queries import current_of
from assessments.toolbox.matching import suggestions
from assessments.toolbox.models import UseState
from assessments.toolbox.queries import uses_of
from organisations.dossier import Door, Sheet, doors, sheets
from organisations.models import Organisation
from territories import desk
from ui import navigation

MOST_USED = 10


def connect() -> None:
    navigation.register(navigation.MenuItem(_("Toolbox"), "toolbox:list", order=20))
    desk.register(desk.Item(_("Resources"), _("What can help, who uses it, what to review."), "toolbox_desk:list", 20))
    doors.register(Door("toolbox", _("What can help us"), _("Aids and advice for our latest result."), _address, 20))
    sheets.register(Sheet("aids", _("Aids"), render, order=30))


def _address(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("toolbox:for_organisation", args=[organisation.pk])


def render(request: HttpRequest, organisation: Organisation) -> str:
    """What it kept and did, then what could help it most today: three queries."""
    uses = [row for row in uses_of(organisation)[:MOST_USED] if row.state != UseState.DISMISSED]
    result = current_of(organisation)
    if result is not None:
        result.assessment.organisation = organisation
    context = {
        "uses": uses,
        "suggestions": suggestions(open_reading(result)) if result else [],
        "has_result": result is not None,
        "today": timezone.localdate(),
    }
    return render_to_string("toolbox/sheet.html", context, request=request)
