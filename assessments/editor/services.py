"""Changing a draft, and taking it back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.editor import soundness
from assessments.editor.domain import places
from assessments.editor.domain.operations import Operation, Refused, apply_all, from_dict, inverse_of
from assessments.editor.models import Edit
from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import replace_document


@transaction.atomic
def edit(*, version: FrameworkVersion, operation: Operation, user: User) -> Edit:
    """Do one thing. See `edit_all`."""
    return edit_all(version=version, operations=(operation,), user=user)


@transaction.atomic
def edit_all(*, version: FrameworkVersion, operations: tuple[Operation, ...], user: User) -> Edit:
    """Do all of `operations` to a draft, or none, and remember them as one edit.

    Raises Refused (StaleEdit: somebody changed it meanwhile), UnsoundFramework (BrokenLimits: the layers below do
    not allow it), Immutable (NotADraft: in review). The draft is then as it was.
    """
    document = _locked_document(version)
    changed = apply_all(document, operations)
    soundness.refuse_new_faults(document, changed)
    replace_document(version=version, document=changed)
    Edit.objects.filter(version=version, undone_at__isnull=False).update(is_dropped=True)
    made = Edit(
        version=version,
        author=user,
        made_at=timezone.now(),
        title=_title(document, operations),
        operations=[one.to_dict() for one in operations],
    )
    made.full_clean(exclude=["version", "author"])
    made.save()
    return made


@transaction.atomic
def undo(*, version: FrameworkVersion, user: User) -> Edit:
    """Take back the last edit. Raises Refused: nothing to undo, or what it changed was changed otherwise."""
    document = _locked_document(version)
    last: Edit | None = Edit.objects.filter(version=version, undone_at=None).first()
    if last is None:
        raise Refused("nothing_to_undo")
    replace_document(version=version, document=apply_all(document, inverse_of(_operations(last))))
    last.undone_at, last.undone_by = timezone.now(), user
    last.save(update_fields=["undone_at", "undone_by"])
    return last


@transaction.atomic
def redo(*, version: FrameworkVersion, user: User) -> Edit:
    """Do again what was last taken back. Raises Refused: nothing to do again, or what it changed was changed."""
    document = _locked_document(version)
    following: Edit | None = (
        Edit.objects.filter(version=version, undone_at__isnull=False, is_dropped=False).order_by("pk").first()
    )
    if following is None:
        raise Refused("nothing_to_redo")
    replace_document(version=version, document=apply_all(document, _operations(following)))
    following.undone_at, following.undone_by = None, None
    following.save(update_fields=["undone_at", "undone_by"])
    return following


def _locked_document(version: FrameworkVersion) -> Document:
    """The draft as it stands, nobody else writing it until the end of the transaction."""
    locked = FrameworkVersion.objects.select_for_update(of=("self",)).select_related("framework").get(pk=version.pk)
    return read_rows(locked)


def _operations(edit: Edit) -> tuple[Operation, ...]:
    return tuple(from_dict(stored) for stored in edit.operations)


def _title(document: Document, operations: tuple[Operation, ...]) -> dict[str, Any]:
    """What the last of them is about, which is what the author did; those before it clear the way."""
    last = operations[-1]
    if last.node == "document":
        return dict(document.title)
    found = places.find(document, last.node, last.code)
    if found is not None:
        return dict(found[0].title)
    return dict((last.after or last.before or {}).get("part", {}).get("title", {}))
