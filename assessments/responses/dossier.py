"""What the file of an organisation tells of its assessments: whether it started one."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assessments.responses.models import Assessment
from organisations.dossier import Step, steps


def connect() -> None:
    steps.register(Step("started", _("Started an assessment"), started, order=20))


def started() -> Exists:
    """Organisations that have an assessment, under way or submitted."""
    return Exists(Assessment.objects.filter(organisation=OuterRef("pk")))
