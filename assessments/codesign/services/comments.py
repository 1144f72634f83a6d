"""What co-authors say to each other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.codesign.models import Comment
from assessments.frameworks.models import FrameworkVersion
from core.limits import within
from territories.models import Territory

AN_HOUR = 200  # comments by one person


@transaction.atomic
def comment(
    *,
    version: FrameworkVersion,
    territory: Territory,
    author: User,
    text: str,
    node: str = "",
    to: Comment | None = None,
) -> Comment:
    """Say something of a node, or answer the thread that `to` is of. Answering a settled thread opens it again.

    Raises ValidationError: nothing said, too long, too often.
    """
    if not within("comment", author.pk, AN_HOUR):
        raise ValidationError(_("Many comments left from here already: try again later."))
    first = to.parent or to if to else None
    said = Comment(
        territory=territory, version=version, node=first.node if first else node, parent=first, text=text, author=author
    )
    said.full_clean()
    said.save(force_insert=True)
    if first:
        reopen(thread=first)
    return said


@transaction.atomic
def resolve(*, thread: Comment, user: User) -> None:
    """Settle a thread; settled before, it stays as it was."""
    Comment.objects.filter(pk=(thread.parent or thread).pk, resolved_at=None).update(
        resolved_at=timezone.now(), resolved_by=user
    )


@transaction.atomic
def reopen(*, thread: Comment) -> None:
    settled = Comment.objects.filter(pk=(thread.parent or thread).pk, resolved_at__isnull=False)
    settled.update(resolved_at=None, resolved_by=None)
