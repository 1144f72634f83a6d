"""What the file of an organisation tells of its results: how far it went, and where it stands."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessments.responses.access import may_open
from assessments.responses.models import Mode
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.queries import current_of
from organisations.dossier import Door, Sheet, Step, doors, sheets, steps
from organisations.models import Organisation


def connect() -> None:
    sheets.register(Sheet("result", _("Result"), render, order=10))
    doors.register(
        Door("trend", _("Our progress"), _("Every result on one ruler, and what was done."), _trend, order=10)
    )
    steps.register(Step("finished", _("Finished an assessment"), finished, order=30))


def _trend(request: HttpRequest, organisation: Organisation) -> str:
    return reverse("results:trend", args=[organisation.pk])


def finished() -> Exists:
    """Organisations that have a result of the whole questionnaire."""
    return Exists(Result.objects.filter(assessment__organisation=OuterRef("pk"), assessment__mode=Mode.FULL))


def render(request: HttpRequest, organisation: Organisation) -> str:
    """The latest result in short; one query. Its page is linked for those who may open it."""
    result = current_of(organisation)
    if result is None:
        return render_to_string("results/sheet.html", {"reading": None}, request=request)
    result.assessment.organisation = organisation
    context = {"result": result, "reading": open_reading(result), "may_open": may_open(request, result.assessment)}
    return render_to_string("results/sheet.html", context, request=request)
