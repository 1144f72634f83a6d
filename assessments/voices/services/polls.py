"""Asking employees without their names: open, count, close."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.plan import compile_version
from assessments.responses.models import Assessment
from assessments.voices.domain.gaps import POLLED
from assessments.voices.models import Poll, Tally

MOST_QUESTIONS = 12
MOST_POLLS = 5  # of one assessment
LONGEST = timedelta(days=60)

Choices = Mapping[str, Mapping[str, str]]
"""What one person ticked, by question: item ("" but in a scale) → choice."""


class PollClosed(Exception):
    """It ended before this ballot came."""


@transaction.atomic
def open_poll(*, assessment: Assessment, by: User, questions: Sequence[str], until: datetime) -> Poll:
    """Raises ValidationError, by field."""
    if assessment.organisation_id is None:
        raise ValidationError(_("Say first which organisation this assessment is of."))
    known = {one.code for one in compile_version(assessment.version).document.questions() if one.kind in POLLED}
    if not questions or not known.issuperset(questions):
        raise ValidationError({"questions": _("Choose at least one question.")})
    if len(questions) > MOST_QUESTIONS:
        raise ValidationError({"questions": _("Choose 12 questions at most: people answer short polls.")})
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise ValidationError({"until": _("Choose a day between tomorrow and 60 days from now.")})
    if Poll.objects.filter(assessment=assessment).count() >= MOST_POLLS:
        raise ValidationError(_("This assessment has 5 polls already."))
    poll = Poll(assessment=assessment, opened_by=by, questions=list(dict.fromkeys(questions)), closes_at=until)
    poll.full_clean()
    poll.save(force_insert=True)
    return poll


@transaction.atomic
def cast(*, poll: Poll, choices: Choices) -> None:
    """Count one ballot. Only totals move: what one person ticked here and there is tied nowhere, not even for a moment.

    Raises PollClosed, ValidationError (nothing ticked, or something that is not offered).
    """
    wanted = _checked(poll, choices)
    # The poll's row is taken first: a ballot counts whole, and never after the end.
    open_still = Poll.objects.filter(pk=poll.pk, closed_at=None, closes_at__gt=timezone.now())
    if not open_still.update(ballots=F("ballots") + 1):
        raise PollClosed
    for code, item, choice in wanted:
        tally, _made = Tally.objects.get_or_create(poll=poll, question_code=code, item=item, choice=choice)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)


def _checked(poll: Poll, choices: Choices) -> list[tuple[str, str, str]]:
    plan = compile_version(poll.assessment.version)
    wanted = []
    for code, chosen in choices.items():
        if code not in poll.questions:
            raise ValidationError(_("This question is not in this poll."))
        question = plan.question(code)
        items = {item.code for item in question.items} if question.kind == "scale" else {""}
        offered = {choice.code for choice in question.choices} or {"yes", "no"}
        for item, choice in chosen.items():
            if item not in items or choice not in offered:
                raise ValidationError(_("Choose among the answers of the list."))
            wanted.append((code, item, choice))
    if not wanted:
        raise ValidationError(_("Answer at least one question."))
    return sorted(wanted)


@transaction.atomic
def close_poll(*, poll: Poll) -> Poll:
    """End it now. Twice is as once."""
    Poll.objects.filter(pk=poll.pk, closed_at=None, closes_at__gt=timezone.now()).update(closed_at=timezone.now())
    poll.refresh_from_db()
    return poll
