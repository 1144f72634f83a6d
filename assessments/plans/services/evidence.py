"""Files that show that an action is done: read for what they are, pictures drawn again (responses.files)."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.plans.limits import MOST_BYTES, MOST_FILES, UPLOADS_AN_HOUR
from assessments.plans.models import Action, ActionEvidence
from assessments.plans.services.actions import locked
from assessments.responses import files
from core.limits import within
from core.storage import keep_with_file


def add_evidence(*, action: Action, upload: File[bytes], author: User | None) -> ActionEvidence:
    """Keep `upload` with the action; the same file again is kept once. Raises ValidationError, in words."""
    if not within("plan-evidence", action.pk, UPLOADS_AN_HOUR):
        raise ValidationError(_("Many files were just sent. Wait an hour, then go on."), code="many")
    clean = files.checked(upload)
    with transaction.atomic():
        held = locked(action)  # two uploads at once cannot both fit in what is left
        same: ActionEvidence | None = ActionEvidence.objects.filter(action=held, digest=clean.digest).first()
        if same is not None:
            return same
        _check_room(held, len(clean.content))
        evidence = ActionEvidence(
            action=held,
            **clean.facts(),
            given_at=timezone.now(),
            given_by=author,
        )
        keep_with_file(evidence, clean.name, clean.content)
    return evidence


def _check_room(action: Action, size: int) -> None:
    kept = ActionEvidence.objects.filter(action=action)
    used = kept.aggregate(bytes=Sum("size"))["bytes"] or 0
    if used + size > MOST_BYTES or kept.count() >= MOST_FILES:
        raise ValidationError(
            _("The files of this action take all their room: remove one before adding another."), code="room"
        )


@transaction.atomic
def forget_evidence(*, evidence: ActionEvidence) -> None:
    """Delete a file; the bytes go after the commit. What the agent has verified keeps its proof: ValidationError."""
    held = locked(evidence.action)
    if held.is_verified:
        raise ValidationError(_("The territory's team has verified this action: its files stay."), code="verified")
    evidence.delete()


def delete_bytes(evidence: ActionEvidence) -> None:
    """Once its row is gone for good: a rolled-back deletion keeps the file."""
    transaction.on_commit(lambda: evidence.file.delete(save=False))
