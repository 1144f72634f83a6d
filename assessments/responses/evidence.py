"""Pieces of evidence: kept for one assessment, counted, forgotten with the answer that they were."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.responses import files
from assessments.responses.models import Answer as AnswerRow
from assessments.responses.models import Assessment, Evidence, Status
from assessments.scoring import Answer, Framework
from core.limits import within
from core.storage import keep_with_file

MOST_BYTES = 60_000_000  # for one assessment, files waiting to be answers included
MOST_FILES = 40
UPLOADS_AN_HOUR = 60  # for one assessment
MOST_PROOFS = 5  # beside one answer


def add_evidence(*, assessment: Assessment, code: str, upload: File[bytes], is_proof: bool = False) -> Evidence:
    """Keep `upload` for question `code`: it becomes the answer once saved as such (services.save_answers), or,
    `is_proof`, it stands beside the answer at once.

    Raises ValidationError, in words. Nothing is kept then.
    """
    if not within("evidence", assessment.pk, UPLOADS_AN_HOUR):
        raise ValidationError(_("Many files were just sent. Wait an hour, then go on."), code="many")
    clean = files.checked(upload)
    with transaction.atomic():
        # The row is taken first, so that two uploads at once cannot both fit in what is left.
        if not Assessment.objects.filter(pk=assessment.pk, status=Status.DRAFT).update(updated_at=timezone.now()):
            raise ValidationError(_("This assessment is already submitted: the file was not kept."), code="submitted")
        _check_room(assessment, len(clean.content))
        if is_proof:
            _check_proofs(assessment, code)
        evidence = Evidence(
            assessment=assessment,
            question_code=code,
            **clean.facts(),
            given_at=timezone.now(),
            is_proof=is_proof,
        )
        keep_with_file(evidence, clean.name, clean.content)
    return evidence


def _check_room(assessment: Assessment, size: int) -> None:
    kept = Evidence.objects.filter(assessment=assessment)
    used = kept.aggregate(bytes=Sum("size"))["bytes"] or 0
    if used + size > MOST_BYTES or kept.count() >= MOST_FILES:
        raise ValidationError(
            _("The files of this assessment take all their room: remove one before adding another."), code="room"
        )


def _check_proofs(assessment: Assessment, code: str) -> None:
    kept = Evidence.objects.filter(assessment=assessment, question_code=code, is_proof=True).count()
    if kept >= MOST_PROOFS:
        raise ValidationError(
            _("This answer has %(most)s proofs already: remove one before adding another.") % {"most": MOST_PROOFS},
            code="proofs",
        )


@transaction.atomic
def forget_proof(*, assessment: Assessment, key: str) -> None:
    """Delete a piece that backed up an answer, while the assessment is a draft; another's, or an answer, stays."""
    if is_key(key) and Assessment.objects.filter(pk=assessment.pk, status=Status.DRAFT).update(
        updated_at=timezone.now()
    ):
        for proof in Evidence.objects.filter(assessment=assessment, pk=key, is_proof=True).order_by("id"):
            proof.delete()


def evidence_of(assessment: Assessment) -> dict[str, Evidence]:
    """What was given, answers and proofs, by key as an answer holds it."""
    return {str(one.pk): one for one in Evidence.objects.filter(assessment=assessment).order_by("given_at", "id")}


def strangers(assessment: Assessment, framework: Framework, values: Any) -> set[str]:
    """The questions of `values` ({code: answer}) that name a file which is not theirs, of this very assessment."""
    named = {code: str(values[code]) for code in file_questions(framework) if is_key(values.get(code))}
    if not named:
        return set()
    rows = Evidence.objects.filter(assessment=assessment, pk__in=named.values(), is_proof=False).order_by()
    known = {(code, str(pk)) for pk, code in rows.values_list("pk", "question_code")}
    return {code for code, key in named.items() if (code, key) not in known}


def file_questions(framework: Framework) -> list[str]:
    return [question.id for question in framework.questions() if question.kind == "file"]


def is_key(value: Answer) -> bool:
    try:
        UUID(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def forget(*, assessment: Assessment, keys: Mapping[str, str]) -> None:
    """Delete these files, {question code: key}, which are no answer any more. The bytes go after the commit."""
    wanted = {code: key for code, key in keys.items() if is_key(key)}
    if not wanted:
        return
    named = Evidence.objects.filter(
        assessment=assessment, pk__in=wanted.values(), question_code__in=wanted, is_proof=False
    )
    for evidence in named.order_by("id"):
        evidence.delete()


def forget_unused(*, assessment: Assessment, answers: Iterable[AnswerRow]) -> None:
    """Delete the files that no answer names: sent, then left."""
    used = {str(row.value) for row in answers}
    for key, evidence in evidence_of(assessment).items():
        if key not in used and not evidence.is_proof:
            evidence.delete()


def delete_bytes(evidence: Evidence) -> None:
    """Once its row is gone for good: a rolled-back deletion keeps the file."""
    transaction.on_commit(lambda: evidence.file.delete(save=False))
