"""Comments and notes on a question."""

from django.db.models import QuerySet

from assessments.responses.models import Assessment
from assessments.voices.models import Note


def notes_on(assessment: Assessment, code: str = "", *, is_private: bool) -> QuerySet[Note]:
    """Oldest first; on question `code` only where it is given."""
    found: QuerySet[Note] = Note.objects.filter(assessment=assessment, is_private=is_private)
    found = found.order_by("created_at", "id")
    return found.filter(question_code=code) if code else found
