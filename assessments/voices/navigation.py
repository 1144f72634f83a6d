"""Where the voices are seen from below: the questions' door, the result, the organisation's page, the agent's file."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.maps import carrier_between
from assessments.frameworks.models import FrameworkVersion
from assessments.responses import access, prefill
from assessments.responses.models import Answer, Assessment
from assessments.responses.prefill import Proposal
from assessments.results import panels
from assessments.results.queries import current_of
from assessments.results.reading import Reading
from assessments.voices import guests, queries
from organisations.dossier import Door, Sheet, doors, sheets
from organisations.models import Organisation
from territories import desk
from territories.models import RoleName

MOST_SHOWN = 3


def connect() -> None:
    access.let_in(guests.door)
    prefill.register("voices", agreed_since)
    panels.register(panels.Panel("voices", 30, panel, panel_stamp, queries.marks, for_members=True))
    doors.register(
        Door("voices", _("Several voices"), _("Colleagues, an advisor, employees: compare."), _door, order=30)
    )
    sheets.register(Sheet("voices", _("Voices and gaps"), sheet, order=20))
    desk.register(
        desk.Item(
            _("Voices"),
            _("Assessments where you are a voice, beside the organisation."),
            "voices_desk:mine",
            order=30,
            role=RoleName.ANIMATOR,
        )
    )


def _door(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("voices:organisation", args=[organisation.pk])


def panel(request: HttpRequest, reading: Reading) -> str:
    """What voices still differ on, under a result; those who answer for the organisation read it."""
    assessment = reading.row.assessment
    if not request.user.has_perm("voices.take_part", assessment):
        return ""
    gaps = queries.gaps_of(assessment)
    context = {
        "assessment": assessment,
        "gaps": [gap for gap in gaps if not gap.settled][:MOST_SHOWN],
        "waiting": sum(not gap.settled for gap in gaps),
        "settled": sum(gap.settled for gap in gaps),
        "with_agents": _with(assessment),
    }
    return render_to_string("voices/panel.html", context, request=request)


def panel_stamp(request: HttpRequest, reading: Reading) -> str | None:
    """Who spoke and what was agreed; the organisation's own answers were closed with the result."""
    row: Any = reading.row
    if not request.user.has_perm("voices.take_part", row.assessment):
        return None
    return ":".join([str(row.assessment.organisation), *(str(getattr(row, name)) for name in queries.MARKS)])


def _with(assessment: Assessment) -> list[str]:
    """Who filled it in with the organisation, from the authority or a relay: those of whom an answer stands."""
    voices = queries.voices_of(assessment).filter(accepted_at__isnull=False, way="with").exclude(kind="delegate")
    authors = Answer.objects.filter(assessment=assessment).exclude(author_key="").order_by()
    keys = set(authors.values_list("author_key", flat=True))
    return [voice.label for voice in voices if voice.author.key in keys]


def sheet(request: HttpRequest, organisation: Organisation) -> str:
    """In the agent's file: the gaps of the latest result, if they were let in, and a way to ask to be."""
    result = current_of(organisation)
    if result is None:
        return render_to_string("voices/sheet.html", {"organisation": organisation, "assessment": None})
    assessment = result.assessment
    assessment.organisation = organisation
    may_read = queries.may_read_gaps(request.user, assessment)
    context = {
        "organisation": organisation,
        "assessment": assessment,
        "may_read": may_read,
        "gaps": queries.gaps_of(assessment) if may_read else [],
    }
    return render_to_string("voices/sheet.html", context, request=request)


def agreed_since(former: Assessment, version: FrameworkVersion) -> Mapping[str, Proposal]:
    """What was agreed once the result was issued, proposed to the next assessment (see responses.prefill)."""
    agreed = {one.question_code: one for one in queries.agreements_of(former) if not one.applied}
    found: dict[str, Proposal] = {}
    for code, agreement in agreed.items():
        carried = carrier_between(former.version, version, former.territory).carry({code: agreement.value})
        day = date_format(timezone.localtime(agreement.agreed_at), "j F Y")
        why = gettext("Agreed on %(day)s: %(why)s") % {"day": day, "why": agreement.why}
        found.update({new: Proposal(value, why) for new, value in carried.answers.items()})
    return found
