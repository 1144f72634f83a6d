"""Companies, associations and public bodies, the people who speak for them, and invitations to join these."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from core.validators import one_line
from organisations.domain import legal_forms, naf
from organisations.fields import IdentifierField, NafField
from organisations.validators import validate_naf, validate_rna, validate_siren, validate_siret
from territories.models import Commune
from territories.scope import TerritoryModel, scoped


class Kind(models.TextChoices):
    COMPANY = legal_forms.COMPANY, _("Company")
    ASSOCIATION = legal_forms.ASSOCIATION, _("Association")
    PUBLIC_BODY = legal_forms.PUBLIC_BODY, _("Public body")


class Size(models.TextChoices):
    """Employees. The values are the bands of `domain.sizes`."""

    NONE = "0", _("No employee")
    UNDER_10 = "1-9", _("1 to 9 employees")
    UNDER_20 = "10-19", _("10 to 19 employees")
    UNDER_50 = "20-49", _("20 to 49 employees")
    UNDER_250 = "50-249", _("50 to 249 employees")
    UNDER_500 = "250-499", _("250 to 499 employees")
    FROM_500 = "500+", _("500 employees or more")


class NafVersion(models.TextChoices):
    REV2 = naf.REV2, _("NAF rev. 2")
    NAF_2025 = naf.NAF_2025, _("NAF 2025")


class Organisation(TerritoryModel, Public, Dated):
    """Public facts about one establishment. `section` is a NAF rev. 2 letter, whatever `naf_version` (domain.naf)."""

    name = models.CharField(_("name"), max_length=200, validators=[one_line])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    siren = IdentifierField(_("SIREN"), max_length=9, blank=True, validators=[validate_siren])
    siret = IdentifierField(_("SIRET"), max_length=14, blank=True, validators=[validate_siret])
    rna = IdentifierField(_("RNA number"), max_length=10, blank=True, validators=[validate_rna])
    naf_code = NafField(_("activity code (NAF)"), max_length=6, blank=True, validators=[validate_naf])
    naf_version = models.CharField(_("nomenclature"), max_length=4, choices=NafVersion.choices, blank=True, default="")
    section = models.CharField(_("section"), max_length=1, blank=True, editable=False)
    size = models.CharField(_("size"), max_length=8, choices=Size.choices, blank=True)
    legal_form = models.CharField(_("legal category"), max_length=4, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    is_fictional = models.BooleanField(_("fictional, for a demonstration"), default=False, editable=False)

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["territory", "siret"],
                condition=~Q(siret=""),
                name="organisations_siret_once_a_territory",
                violation_error_message=_("This organisation is here already: ask one of its managers to invite you."),
            ),
            models.CheckConstraint(
                condition=Q(siret="") | Q(siret__startswith=F("siren")), name="organisations_siret_begins_with_siren"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Derive what follows from other fields, and refuse what contradicts them."""
        if self.siret:
            self.siren = self.siret[:9]
        if self.rna and self.kind != Kind.ASSOCIATION:
            raise ValidationError({"rna": _("Only an association has an RNA number.")})
        self._read_naf()

    def _read_naf(self) -> None:
        if not self.naf_code:
            self.naf_version = self.section = ""
            return
        self.naf_version = self.naf_version or naf.version_on(timezone.localdate())
        self.section = naf.sector(self.naf_code, self.naf_version)
        if not self.section:
            raise ValidationError(
                {"naf_code": _("This activity code is not in the nomenclature: check its first two digits.")}
            )


class MemberRole(models.TextChoices):
    OWNER = "owner", _("Manager")
    CONTRIBUTOR = "contributor", _("Contributor")


class Membership(models.Model):
    """A person who answers for an organisation. An owner also manages it and its members."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=MemberRole.choices)
    since = models.DateTimeField(auto_now_add=True, editable=False)

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="organisations_one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class Invitation(Dated):
    """An address asked to join. Good for one person, once, until `expires_at`; the link carries the signed id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=MemberRole.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    expires_at = models.DateTimeField(editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("-created_at", "pk")
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="organisations_one_open_invitation_each",
            )
        ]

    class State(models.TextChoices):
        PENDING = "pending", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    @property
    def state(self) -> "Invitation.State":
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.PENDING if timezone.now() < self.expires_at else self.State.EXPIRED
