"""Who else speaks of an assessment: a colleague, an agent of the authority, a relay; and what they were let do."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.responses.domain.author import Author
from core.models import Dated, Public
from core.validators import one_line
from territories.scope import scoped


class VoiceKind(models.TextChoices):
    DELEGATE = "delegate", _("Colleague")
    AGENT = "agent", _("Agent of the authority")
    RELAY = "relay", _("Relay")


class Way(models.TextChoices):
    WITH = "with", _("fills it in with the organisation")
    BESIDE = "beside", _("answers the same questions on their side")


class VoiceState(models.TextChoices):
    WAITING = "waiting", _("Waits for your agreement")
    OPEN = "open", _("Open")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Access withdrawn")
    OVER = "over", _("Over")


class Voice(Public, Dated):
    """One person let into an assessment, for what, until when. It opens nothing before `accepted_at`.

    A delegate and a relay are an address asked by the organisation (which is its consent): they come by a link, and
    a code sent to that very address. An agent is an account of the team, who asks, and whom an owner accepts.
    `themes`: codes of top themes; [] for all. `grid`: their own sheet of answers, for the way "beside".
    """

    assessment = models.ForeignKey("responses.Assessment", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=VoiceKind.choices)
    way = models.CharField(_("way"), max_length=6, choices=Way.choices, default=Way.WITH)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    name = models.CharField(_("name"), max_length=80, validators=[one_line])
    body = models.CharField(_("for whom they work"), max_length=60, blank=True, validators=[one_line])
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by_name = models.CharField(max_length=150, blank=True, editable=False)
    message = models.TextField(_("message"), max_length=500, blank=True)
    expires_at = models.DateTimeField(_("until"))
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    grid = models.OneToOneField(
        "responses.Assessment", on_delete=models.SET_NULL, null=True, blank=True, related_name="voice"
    )

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("created_at", "id")
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "kind", "email"],
                condition=Q(withdrawn_at=None, refused_at=None) & ~Q(email=""),
                name="voices_one_open_voice_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def state(self) -> VoiceState:
        if self.withdrawn_at:
            return VoiceState.WITHDRAWN
        if self.refused_at:
            return VoiceState.REFUSED
        if self.expires_at <= timezone.now():
            return VoiceState.OVER
        return VoiceState.OPEN if self.accepted_at else VoiceState.WAITING

    @property
    def is_open(self) -> bool:
        return self.state == VoiceState.OPEN

    @property
    def is_beside(self) -> bool:
        return self.way == Way.BESIDE

    @property
    def is_said(self) -> bool:
        """For good: an agent who has finished beside reads the others from then on, and says nothing new."""
        return self.is_agent and self.is_beside and self.finished_at is not None

    @property
    def is_agent(self) -> bool:
        return self.kind == VoiceKind.AGENT

    @property
    def is_delegate(self) -> bool:
        return self.kind == VoiceKind.DELEGATE

    @property
    def label(self) -> str:
        """ "N. (Grand Poitiers)": who speaks, and for whom."""
        return f"{self.name} ({self.body})" if self.body else self.name

    @property
    def author(self) -> Author:
        """What is kept beside each answer that they give."""
        return Author(f"voice:{self.pk}", self.label)


class Event(models.TextChoices):
    ASKED = "asked", _("asked")
    ACCEPTED = "accepted", _("accepted by the organisation")
    REFUSED = "refused", _("refused by the organisation")
    OPENED = "opened", _("opened the questionnaire")
    FINISHED = "finished", _("said they have finished")
    WITHDRAWN = "withdrawn", _("access withdrawn")


class VoiceEvent(models.Model):
    """The log of one voice, which the organisation reads. Only added."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(_("what"), max_length=10, choices=Event.choices)
    by_name = models.CharField(_("by"), max_length=150, blank=True)
    at = models.DateTimeField(_("at"))

    objects: ClassVar[Any] = scoped("voice__assessment__territory")

    class Meta:
        ordering = ("at", "id")
        verbose_name = _("event of a voice")
        verbose_name_plural = _("events of voices")

    def __str__(self) -> str:
        return f"{self.voice_id}: {self.what}"
