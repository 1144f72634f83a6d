"""What the agent's file of an organisation says of its part in the texts."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.cowriting import wording
from network.cowriting.queries.proposals import of_organisation
from organisations.dossier import Door, Sheet, doors, sheets
from organisations.models import Organisation

MOST = 5


def render_sheet(request: HttpRequest, organisation: Organisation) -> str:
    rows = [(one, wording.proposal_name(one)) for one in of_organisation(organisation).select_related("base")[:MOST]]
    return render_to_string("cowriting/includes/sheet.html", {"rows": rows}, request) if rows else ""


def _door(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("cowriting:index")


def register() -> None:
    doors.register(
        Door("cowriting", _("Writing the charter"), _("Read the text, propose, give your opinion."), _door, order=55)
    )
    sheets.register(Sheet("cowriting", _("Part in writing the charter"), render_sheet, order=60))
