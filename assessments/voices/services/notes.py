"""Comments and private notes: written, changed and deleted by their author alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.voices.models import Note


@transaction.atomic
def write_note(*, assessment: Assessment, code: str, author: User, text: str, is_private: bool = False) -> Note:
    """Raises ValidationError."""
    facts = {"question_code": code, "text": text.strip(), "is_private": is_private}
    note = Note(assessment=assessment, author=author, author_name=str(author)[:150], **facts)
    note.full_clean()
    note.save(force_insert=True)
    return note


@transaction.atomic
def change_note(*, note: Note, by: User, text: str) -> Note:
    """Raises PermissionDenied to anyone but its author, ValidationError."""
    _check_author(note, by)
    note.text, note.edited_at = text.strip(), timezone.now()
    note.full_clean()
    note.save(update_fields=["text", "edited_at", "updated_at"])
    return note


@transaction.atomic
def delete_note(*, note: Note, by: User) -> None:
    """Raises PermissionDenied to anyone but its author."""
    _check_author(note, by)
    note.delete()


def _check_author(note: Note, by: User) -> None:
    if note.author_id != by.pk:
        raise PermissionDenied
