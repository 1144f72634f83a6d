"""Signing in keeps what was begun before; a piece of evidence that goes takes its bytes along."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from assessments.responses import access, evidence, services
from assessments.responses.models import Evidence
from territories.scope import EVERYWHERE, territory_scope


@receiver(user_logged_in, dispatch_uid="responses.claim")
def claim_held(request: HttpRequest, user: User, **_: Any) -> None:
    """Django keeps an anonymous session's content through sign-in and changes its key only."""
    held = access.held(request) if hasattr(request, "session") else {}
    if held:
        # The session is the proof: whatever the territory of these assessments, they are this person's.
        with territory_scope(EVERYWHERE):
            services.claim(user=user, held=held)


@receiver(post_delete, sender=Evidence, dispatch_uid="responses.evidence_bytes")
def delete_bytes(instance: Evidence, **_: Any) -> None:
    """Whatever deletes the row: a new answer, or the whole assessment."""
    evidence.delete_bytes(instance)
