"""What an agent keeps about the organisations they follow. Private to the territory's team."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from core.validators import one_line
from organisations.models import Organisation
from territories.scope import TerritoryModel, scoped


class Follow(models.Model):
    """An agent follows an organisation. One who leaves the team takes their follows away, and leaves their work."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="follows")
    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True, editable=False)

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "agent"], name="portfolio_one_follow_each")
        ]

    def __str__(self) -> str:
        return f"{self.agent} · {self.organisation}"


class ExchangeKind(models.TextChoices):
    NOTE = "note", _("Note")
    CALL = "call", _("Call")
    MAIL = "mail", _("E-mail")
    VISIT = "visit", _("Visit")
    MEETING = "meeting", _("Meeting")
    SENT = "sent", _("Message sent from here")


class Exchange(Public, Dated):
    """One line of the history of contacts, or a note. `on` is the day it took place."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exchanges")
    kind = models.CharField(_("kind"), max_length=8, choices=ExchangeKind.choices)
    on = models.DateField(_("day"))
    text = models.TextField(_("what was said"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("-on", "-created_at", "id")
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.on})"


class NextStep(Public, Dated):
    """What is to be done next with an organisation, by whom, and when; `done_on` once it is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="next_steps")
    text = models.CharField(_("next step"), max_length=200, validators=[one_line])
    due_on = models.DateField(_("for the"), null=True, blank=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True, editable=False)

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("due_on", "created_at", "id")
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")

    def __str__(self) -> str:
        return self.text


class Address(Dated):
    """A functional address where the territory may write to an organisation: `contact@`, the accountant's desk."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="addresses")
    email = models.EmailField(_("e-mail address"))
    label = models.CharField(_("whose"), max_length=80, blank=True, validators=[one_line])

    objects = scoped("organisation__territory")

    class Meta:
        ordering = ("created_at", "pk")
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                name="portfolio_one_address_each",
                violation_error_message=_("This address is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.email


class Refusal(TerritoryModel):
    """Someone asked that this territory's team writes to this address no more (RGPD, article 21)."""

    email = models.EmailField(_("e-mail address"))
    since = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("refusal of messages")
        verbose_name_plural = _("refusals of messages")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["territory", "email"], name="portfolio_one_refusal_each")
        ]

    def __str__(self) -> str:
        return self.email


class Purpose(models.TextChoices):
    INVITE = "invite", _("Invite to take stock")
    FINISH = "finish", _("Remind to finish")
    AGAIN = "again", _("Invite to take stock again")
    OTHER = "other", _("Another message")


class Mailing(TerritoryModel, Public):
    """One message to several organisations, as it was previewed. Its lines leave in batches; see services/mailing."""

    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices)
    text = models.TextField(_("message"), max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        ordering = ("-asked_at", "id")
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} ({self.asked_at:%Y-%m-%d})"


class Letter(models.Model):
    """A mailing to one address; `sent_at` None while it waits."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="letters")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"))
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = scoped("mailing__territory")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailing", "organisation", "email"], name="portfolio_one_letter_each")
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.mailing_id})"
