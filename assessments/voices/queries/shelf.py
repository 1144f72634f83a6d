"""Lists of assessments, with the voices they have."""

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.voices.models import Voice
from organisations.models import Organisation


def assessments_of(organisation: Organisation) -> QuerySet[Assessment]:
    """Latest first."""
    found: QuerySet[Assessment] = Assessment.objects.filter(organisation=organisation)
    return found.select_related("version__framework").order_by("-created_at", "id")


def voice_counts(assessments: list[Assessment]) -> dict[object, int]:
    """How many voices each one has: one query."""
    rows = Voice.objects.filter(assessment__in=assessments, withdrawn_at=None, refused_at=None).order_by()
    return dict(rows.values_list("assessment").annotate(count=Count("pk")))


def mine(agent: User) -> QuerySet[Voice]:
    """The assessments where this agent is a voice, or asked to be; latest first."""
    found: QuerySet[Voice] = Voice.objects.filter(Q(user=agent), withdrawn_at=None, refused_at=None)
    return found.select_related("assessment__organisation", "assessment__version__framework").order_by(
        "-created_at", "id"
    )
