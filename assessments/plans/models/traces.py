"""What happened to an action: its history, its measures, what shows it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.plans.models.actions import Action
from assessments.responses.models import EvidenceKind
from core.models import Public
from core.storage import private_storage
from core.validators import one_line
from territories.scope import scoped


class Happened(models.TextChoices):
    STARTED = "started", _("Decided")
    EDITED = "edited", _("Changed")
    TODO = "todo", _("Put back to do")
    DOING = "doing", _("Begun")
    DONE = "done", _("Declared done")
    DROPPED = "dropped", _("Given up")
    VERIFIED = "verified", _("Verified by the territory's team")
    SENT_BACK = "sent_back", _("Sent back by the territory's team")


class ActionEvent(models.Model):
    """One line of the history. Added, never changed. `words`: the reason or the remark that came with it."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=10, choices=Happened.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[Any] = scoped("action__plan__territory")

    class Meta:
        ordering = ("at", "id")
        verbose_name = _("event of an action")
        verbose_name_plural = _("events of an action")

    def __str__(self) -> str:
        return f"{self.get_what_display()} ({self.at:%Y-%m-%d})"


class Measure(models.Model):
    """A dated figure of the action's indicator, in its unit."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="measures")
    on = models.DateField(_("day"))
    value = models.DecimalField(_("figure"), max_digits=15, decimal_places=3)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = scoped("action__plan__territory")

    class Meta:
        ordering = ("on", "id")
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [models.UniqueConstraint(fields=["action", "on"], name="plans_one_measure_a_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.value}"


def evidence_path(evidence: "ActionEvidence", name: str) -> str:
    """A name of ours: what the person called the file stays in the row."""
    return f"plans/{evidence.action_id}/{evidence.pk}.{evidence.kind}"


class ActionEvidence(Public):
    """A file that shows that the action is done: private to the organisation and the territory's team.

    `name` is the person's own, `size` in bytes, `digest` the SHA-256 of what is kept.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=4, choices=EvidenceKind.choices)
    name = models.CharField(_("name"), max_length=120, validators=[one_line])
    file = models.FileField(_("file"), storage=private_storage, upload_to=evidence_path)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[Any] = scoped("action__plan__territory")

    class Meta:
        ordering = ("given_at", "id")
        verbose_name = _("evidence of an action")
        verbose_name_plural = _("pieces of evidence of actions")

    def __str__(self) -> str:
        return self.name
