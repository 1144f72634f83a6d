"""What changes when a voice is let in, finishes, changes an answer or is shut out, a poll ends, a gap is settled.

Counts rather than last dates: of two writers, the one that began first may be the last to finish.
"""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import JSONObject, Now

from assessments.responses.models import Answer
from assessments.voices.models import Agreement, Poll, Voice

MARKS = ("voices_people", "voices_beside", "voices_polls", "voices_agreed")


def marks() -> dict[str, Subquery]:
    """Columns for a query over results, about the voices of their assessments."""
    return {
        "voices_people": _mark(
            Voice.objects.filter(assessment=OuterRef("assessment")),
            accepted=Count("accepted_at"),
            refused=Count("refused_at"),
            withdrawn=Count("withdrawn_at"),
            finished=Count("finished_at"),
        ),
        "voices_beside": _mark(
            Answer.objects.annotate(heard=F("assessment__voice__assessment")).filter(heard=OuterRef("assessment")),
            by="heard",
            revisions=Sum("revision"),
        ),
        "voices_polls": _mark(
            Poll.objects.filter(assessment=OuterRef("assessment")),
            ballots=Sum("ballots"),
            over=Count("pk", filter=Q(closed_at__isnull=False) | Q(closes_at__lte=Now())),
        ),
        "voices_agreed": _mark(Agreement.objects.filter(assessment=OuterRef("assessment"))),
    }


def _mark(rows: QuerySet[Any], *, by: str = "assessment", **counts: Any) -> Subquery:
    told = JSONObject(number=Count("pk"), **counts)
    return Subquery(rows.order_by().values(by).annotate(mark=told).values("mark"))
