"""The territory's signing keys, and the credentials that they signed."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.models import Public
from network.charters.models.frozen import Frozen, FrozenQuerySet
from network.charters.models.signatures import Signature
from territories.scope import TerritoryModel, scoped


class SigningKey(TerritoryModel, Public):
    """An RSA key pair. `secret` is the private key, encrypted at rest (`sealing`); `public` its JWK (RFC 7517).

    A retired key signs no more, and its public half stays published: what it signed is still to be checked.
    """

    kid = models.CharField(max_length=64, unique=True)
    public = models.JSONField()
    secret = models.TextField()
    made_at = models.DateTimeField(_("made at"))
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "id")
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        constraints = [
            models.UniqueConstraint(
                fields=["territory"], condition=Q(retired_at=None), name="charters_one_key_that_signs"
            )
        ]

    def __str__(self) -> str:
        return self.kid


class Credential(Public, Frozen):
    """An Open Badges 3.0 credential, as it was signed for one year of a signature: a compact JWS."""

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="credentials")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    token = models.TextField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    objects: ClassVar[Any] = scoped("signature__territory", queryset=FrozenQuerySet)

    class Meta:
        ordering = ("-valid_until", "id")
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")
        constraints = [
            models.UniqueConstraint(fields=["signature", "valid_until"], name="charters_one_credential_a_year")
        ]

    def __str__(self) -> str:
        return str(self.pk)
