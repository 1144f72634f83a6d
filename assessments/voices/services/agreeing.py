"""Settling a gap: the agreed answer is written down, and becomes the organisation's where a draft can take it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.responses import wording
from assessments.responses.domain.author import Author
from assessments.responses.models import Assessment
from assessments.responses.services import Given, save_answer
from assessments.scoring import Answer
from assessments.voices.domain.heard import Gap
from assessments.voices.models import Agreement


@transaction.atomic
def agree(
    *, assessment: Assessment, gap: Gap, value: Answer, why: str, agreed_with: str, by: User, seen: int
) -> Agreement:
    """Write down what was agreed on `gap`. In a draft it becomes the organisation's answer, `seen` being the revision
    that was discussed; once submitted it waits for the next assessment: an issued result never changes.

    Raises ValidationError, AnswerError, and Conflict when somebody answered meanwhile.
    """
    if not why.strip():
        raise ValidationError({"why": _("Say in a sentence why: next year it will help.")})
    if assessment.is_draft:
        given = Given(wording.as_texts(value), seen)
        author = Author(f"user:{by.pk}", str(by))
        save_answer(assessment=assessment, code=gap.code, given=given, author=author)
    agreement = Agreement(
        assessment=assessment,
        question_code=gap.code,
        value=value,
        heard=[{"who": one.who, "words": one.words} for one in gap.heard],
        why=why.strip(),
        agreed_with=agreed_with[:300],
        agreed_by=by,
        agreed_by_name=str(by)[:150],
        agreed_at=timezone.now(),
        applied=assessment.is_draft,
    )
    agreement.full_clean()
    agreement.save(force_insert=True)
    return agreement
