"""Signatures: frozen rows. What was signed, by whom and with which commitments never changes."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Public
from core.validators import one_line
from network.charters.domain.codes import printed
from network.charters.domain.states import Standing, State, lapses_after, state_of
from network.charters.models.frozen import Frozen, FrozenQuerySet
from network.charters.models.texts import Charter, CharterVersion
from organisations.models import Organisation
from territories.models import Commune
from territories.scope import TerritoryModel, scoped


class EndedAs(models.TextChoices):
    """What ended a signature; the values are those of `domain.states.End`."""

    WITHDRAWN = "withdrawn", _("Withdrawn by the signatory")
    REVOKED = "revoked", _("Withdrawn by the authority")
    LAPSED = "lapsed", _("Lapsed: no yearly review")
    REPLACED = "replaced", _("Replaced by a signature of the next text")


CONSENT = frozenset({"is_listed", "shows_commitments", "shows_signer"})
ENDING = frozenset({"ended_as", "ended_at", "end_reason"})
FOLLOWING = frozenset({"review_on", "reminders_sent"})


class Signature(TerritoryModel, Public, Frozen):
    """An organisation signs a text. `digest` is that of the text which was on the screen.

    `organisation_name` and `commune` are what they were that day. `rules` is {"rules": Rules.to_dict, "checks":
    [{"code", "met", "found", "wanted"}]}: what signing asked then, and what was found. `review_on` is the day of the
    next yearly review; its state follows from the dates (`domain.states`).
    """

    open_fields = CONSENT | ENDING | FOLLOWING

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey(CharterVersion, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    digest = models.CharField(_("digest of the text"), max_length=64)
    organisation_name = models.CharField(_("organisation"), max_length=200)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signer_name = models.CharField(_("name"), max_length=120, validators=[one_line])
    signer_function = models.CharField(_("function"), max_length=120, validators=[one_line])
    signed_at = models.DateTimeField(_("signed at"))
    rules = models.JSONField(_("what signing asked"), default=dict, blank=True)
    prefix = models.CharField(max_length=2)
    code = models.CharField(_("verification code"), max_length=11, unique=True)

    is_listed = models.BooleanField(_("listed among signatories"), default=False)
    shows_commitments = models.BooleanField(_("commitments shown"), default=False)
    shows_signer = models.BooleanField(_("name of the signer shown"), default=False)
    review_on = models.DateField(_("next yearly review"))
    reminders_sent = models.PositiveSmallIntegerField(default=0)
    ended_as = models.CharField(_("ended"), max_length=10, choices=EndedAs.choices, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=1000, blank=True)

    objects: ClassVar[Any] = scoped(queryset=FrozenQuerySet)

    class Meta:
        ordering = ("-signed_at", "id")
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "organisation"], condition=Q(ended_as=""), name="charters_one_signature_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ended_as="", ended_at=None) | (~Q(ended_as="") & Q(ended_at__isnull=False)),
                name="charters_an_end_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["charter", "ended_as", "review_on"], name="charters_by_state")]

    def __str__(self) -> str:
        return self.printed_code

    @property
    def printed_code(self) -> str:
        return printed(self.prefix, self.code)

    @property
    def signed_on(self) -> date:
        return timezone.localtime(self.signed_at).date()

    @property
    def lapses_after(self) -> date:
        return lapses_after(self.review_on)

    def state_on(self, today: date) -> State:
        return state_of(Standing(self.review_on, self.ended_as), today)

    @property
    def state(self) -> State:
        return self.state_on(timezone.localdate())


class Commitment(Frozen):
    """One thing that a signatory does: offered by an article of the text, or its own.

    `article`: the code of the article, "" for its own. `text` is in the words of that day, in the signer's language.
    """

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="commitments")
    article = models.SlugField(_("article"), max_length=40, blank=True)
    text = models.CharField(_("commitment"), max_length=500)
    theme = models.CharField(_("theme"), max_length=255, blank=True)
    review_on = models.DateField(_("to review on"))
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = scoped("signature__territory", queryset=FrozenQuerySet)

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["signature", "article"], condition=~Q(article=""), name="charters_one_commitment_an_article"
            )
        ]

    def __str__(self) -> str:
        return self.text
