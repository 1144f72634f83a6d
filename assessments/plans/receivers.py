"""A file that goes takes its bytes along."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from assessments.plans.models import ActionEvidence
from assessments.plans.services import evidence


@receiver(post_delete, sender=ActionEvidence, dispatch_uid="plans.evidence_bytes")
def delete_bytes(instance: ActionEvidence, **_: Any) -> None:
    """Whatever deletes the row: a person, or the whole plan."""
    evidence.delete_bytes(instance)
