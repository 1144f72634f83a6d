"""The door on an organisation's page, and what the agent's file says of its commitments for aids."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.conditionality.queries import promises_of
from organisations.dossier import Door, Sheet, doors, sheets
from organisations.models import Organisation

MOST = 10


def render_sheet(request: HttpRequest, organisation: Organisation) -> str:
    rows = list(promises_of(organisation)[:MOST])
    return render_to_string("conditionality/includes/sheet.html", {"promises": rows}, request) if rows else ""


def _door(request: HttpRequest, organisation: Organisation) -> str:
    return f"{reverse('conditionality:index')}?organisation={organisation.pk}"


def register() -> None:
    doors.register(
        Door("conditionality", _("Aids and their conditions"), _("What aids ask, where you stand."), _door, 58)
    )
    sheets.register(Sheet("conditionality", _("Commitments for aids"), render_sheet, order=58))
