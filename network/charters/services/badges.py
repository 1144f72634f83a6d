"""The territory's keys, and the credentials that they sign."""

from datetime import datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from network.charters import credentials, sealing
from network.charters.domain import openbadges
from network.charters.models import Credential, Signature, SigningKey
from territories.models import Territory
from territories.scope import active_territory


@transaction.atomic
def key_of(*, territory: Territory) -> SigningKey:
    """The key that signs today: made when first needed."""
    Territory.objects.select_for_update().get(pk=territory.pk)
    found: SigningKey | None = SigningKey.objects.filter(territory=territory, retired_at=None).first()
    return found or _make(territory)


@transaction.atomic
def rotate_key(*, territory: Territory) -> SigningKey:
    """A new key signs from now on; the former one stays published, so that what it signed verifies."""
    former = key_of(territory=territory)
    former.retired_at = timezone.now()
    former.save(update_fields=["retired_at"])
    return _make(territory)


@transaction.atomic
def reseal_keys() -> int:
    """Seal the territory's keys with the SECRET_KEY of today, once it was changed; returns how many."""
    keys = list(SigningKey.objects.select_for_update().filter(territory=active_territory()))
    for key in keys:
        key.secret = sealing.reseal(key.secret)
        key.save(update_fields=["secret"])
    return len(keys)


def _make(territory: Territory) -> SigningKey:
    public, secret = sealing.new_pair()
    key = SigningKey(territory=territory, kid=public["kid"], public=public, secret=secret, made_at=timezone.now())
    key.full_clean(exclude=["territory"])
    key.save(force_insert=True)
    return key


@transaction.atomic
def credential_of(*, signature: Signature) -> Credential:
    """The credential of the year that runs: signed when first asked for, the same afterwards."""
    until = _until(signature)
    Signature.objects.select_for_update().get(pk=signature.pk)
    held: Credential | None = Credential.objects.filter(signature=signature, valid_until=until).first()
    return held or _issue(signature, until)


def _issue(signature: Signature, until: datetime) -> Credential:
    key = key_of(territory=signature.territory)
    row = Credential(signature=signature, key=key, valid_from=signature.signed_at, valid_until=until)
    period = openbadges.Period(row.valid_from, row.valid_until)
    document = credentials.document_of(signature, row.pk, period)
    claims = openbadges.payload(document, period)
    row.token = openbadges.compact(claims, key.public, partial(sealing.sign, key.secret))
    row.full_clean(exclude=["signature", "key"])
    row.save(force_insert=True)
    return row


def _until(signature: Signature) -> datetime:
    """The end of the last day of grace: past it, without a review, the signature holds no more."""
    midnight = datetime.combine(signature.lapses_after + timedelta(days=1), time(), timezone.get_current_timezone())
    return midnight - timedelta(seconds=1)
