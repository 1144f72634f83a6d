"""A rehearsal: what publishing a version would change, worked out before anything does."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Dated, Public
from territories.scope import TerritoryModel, scoped


class State(models.TextChoices):
    QUEUED = "queued", _("waiting its turn")
    RUNNING = "running", _("under way")
    DONE = "done", _("finished")
    CHANGED = "changed", _("stopped: a version changed meanwhile")


class Decision(models.TextChoices):
    GO = "go", _("publish")
    NO_GO = "no_go", _("do not publish")


class Rehearsal(TerritoryModel, Public, Dated):
    """The submitted assessments of `source`, in one territory and below it, read again by `target`.

    `done` of `total` assessments so far, those up to `cursor`; `figures` is their `Tally`. The map (`links`) and the
    digests of both versions are those of the day it was asked: when a draft changes meanwhile, it stops.
    """

    source = models.ForeignKey("frameworks.FrameworkVersion", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("frameworks.FrameworkVersion", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(_("assessments read"), default=0)
    total = models.PositiveIntegerField(pgettext_lazy("rehearsal", "assessments"), default=0)
    cursor = models.UUIDField(null=True, blank=True, editable=False)
    links = models.JSONField(default=list, blank=True, editable=False)
    digests = models.JSONField(default=list, blank=True, editable=False)
    figures = models.JSONField(default=dict, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    reason = models.TextField(_("why"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None) | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="rehearsals_decision_has_a_date",
            ),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="rehearsals_between_two_versions"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"

    @property
    def is_over(self) -> bool:
        return self.state in (State.DONE, State.CHANGED)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 100 * (self.state == State.DONE)


class Move(models.TextChoices):
    UP = "up", _("higher level")
    DOWN = "down", _("lower level")
    GAINED = "gained", _("a level is named, where none was")
    LOST = "lost", _("no level is named any more")


class RehearsalLine(TerritoryModel):
    """An assessment whose level would change; its territory is the assessment's own, which alone reads its name.

    `before` and `after` are displayed scores, "" for none. `causes`: [question code, kind, millionths of the scale],
    the largest first; see `domain.causes`.
    """

    rehearsal = models.ForeignKey(Rehearsal, on_delete=models.CASCADE, related_name="+")
    assessment = models.ForeignKey("responses.Assessment", on_delete=models.CASCADE, related_name="+")
    move = models.CharField(_("move"), max_length=6, choices=Move.choices)
    level_before = models.CharField(max_length=80, blank=True)
    level_after = models.CharField(max_length=80, blank=True)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    causes = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("rehearsal_id", "pk")
        verbose_name = _("line of a rehearsal")
        verbose_name_plural = _("lines of a rehearsal")
        constraints = [models.UniqueConstraint(fields=["rehearsal", "assessment"], name="rehearsals_one_line_each")]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.level_before or '–'} → {self.level_after or '–'}"
