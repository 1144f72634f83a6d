"""What others see of a signature: chosen when it is given, changed at any time."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from network.charters.models import ConsentChoice, Signature

CONSENT_VERSION = "2026-11"
"""Version of the text read beside the boxes: see charters/consent.html."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Nothing is shown unless chosen. Commitments are shown among signatories only where the organisation is."""

    is_listed: bool = False
    shows_commitments: bool = False
    shows_signer: bool = False


@transaction.atomic
def choose_consent(*, signature: Signature, consent: Consent, user: User) -> Signature:
    """Show more or less, at once."""
    locked: Signature = Signature.objects.select_for_update().get(pk=signature.pk)
    record(signature=locked, consent=consent, user=user)
    return locked


def record(*, signature: Signature, consent: Consent, user: User) -> None:
    """Set the choice and keep its proof."""
    for name, value in asdict(consent).items():
        setattr(signature, name, value)
    signature.save(update_fields=["is_listed", "shows_commitments", "shows_signer"])
    choice = ConsentChoice(
        signature=signature, text_version=CONSENT_VERSION, chosen_at=timezone.now(), chosen_by=user, **asdict(consent)
    )
    choice.full_clean(exclude=["signature", "chosen_by"])
    choice.save(force_insert=True)
