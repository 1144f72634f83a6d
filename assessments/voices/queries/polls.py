"""Polls and their counts."""

from collections.abc import Sequence

from django.db.models import QuerySet

from assessments.responses.models import Assessment
from assessments.voices.models import Poll, Tally


def polls_of(assessment: Assessment) -> QuerySet[Poll]:
    found: QuerySet[Poll] = Poll.objects.filter(assessment=assessment).order_by("created_at", "id")
    return found


def counts_of(polls: Sequence[Poll]) -> dict[Poll, dict[str, dict[str, dict[str, int]]]]:
    """By poll, question and item: choice → how many. One query, none without polls."""
    found: dict[Poll, dict[str, dict[str, dict[str, int]]]] = {poll: {} for poll in polls}
    by_key = {poll.pk: poll for poll in polls}
    if not polls:
        return found
    for tally in Tally.objects.filter(poll__in=polls).order_by("poll_id", "question_code", "item", "choice"):
        chosen = found[by_key[tally.poll_id]].setdefault(tally.question_code, {}).setdefault(tally.item, {})
        chosen[tally.choice] = tally.count
    return found
