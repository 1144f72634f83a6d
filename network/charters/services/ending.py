"""How a signature ends: the signatory withdraws, the authority withdraws it, or it lapses."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from network.charters.domain.states import oldest_in_force
from network.charters.mailing import tell
from network.charters.models import EndedAs, Signature
from network.charters.services.news import announce_of


@transaction.atomic
def withdraw(*, signature: Signature, reason: str = "") -> Signature:
    """By the signatory, at any time. Asked twice, it is once. Raises ValidationError on a reason too long."""
    locked = _locked(signature.pk)
    if locked.ended_as:
        return locked
    end(signature=locked, as_=EndedAs.WITHDRAWN, reason=reason)
    announce_of("charter_withdrawn", locked)
    return locked


@transaction.atomic
def revoke(*, signature: Signature, reason: str) -> Signature:
    """By the authority: says why, and the signatory's people are told. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the signatory receives it.")})
    locked = _locked(signature.pk)
    if locked.ended_as:
        return locked
    end(signature=locked, as_=EndedAs.REVOKED, reason=reason)
    tell(locked, "charters/mail/revoked", reason=locked.end_reason)
    announce_of("charter_withdrawn", locked)
    return locked


def lapse_late() -> int:
    """Close, in the active territory, the signatures whose grace is over; returns how many. Run again, it does none."""
    late = Signature.objects.filter(ended_as="", review_on__lt=oldest_in_force(timezone.localdate()))
    return sum(_lapse(pk) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _lapse(pk: UUID) -> bool:
    locked = _locked(pk)
    if locked.ended_as or locked.state.is_in_force:
        return False
    end(signature=locked, as_=EndedAs.LAPSED)
    tell(locked, "charters/mail/lapsed")
    announce_of("charter_lapsed", locked)
    return True


def end(*, signature: Signature, as_: EndedAs, reason: str = "") -> None:
    signature.ended_as, signature.ended_at, signature.end_reason = as_, timezone.now(), reason.strip()
    signature.clean_fields(exclude=["charter", "version", "organisation", "signer", "commune", "territory", "rules"])
    signature.save(update_fields=["ended_as", "ended_at", "end_reason"])


def _locked(pk: UUID) -> Signature:
    found: Signature = Signature.objects.select_for_update(of=("self",)).select_related("territory__site").get(pk=pk)
    return found
