"""Mails before, on and after the day of an action."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.plans.models.actions import Action
from territories.scope import TerritoryModel, scoped


class Stage(models.TextChoices):
    MONTH = "month", _("thirty days before")
    WEEK = "week", _("seven days before")
    DAY = "day", _("on the day")
    LATE = "late", _("once it is late")


class Reminder(models.Model):
    """That `action` was reminded of at `stage` for the day `due_on`: written first, so that no second mail goes.

    A new day begins anew: `due_on` is part of what is told once.
    """

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=6, choices=Stage.choices)
    due_on = models.DateField()
    at = models.DateTimeField()

    objects: ClassVar[Any] = scoped("action__plan__territory")

    class Meta:
        ordering = ("at", "id")
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["action", "stage", "due_on"], name="plans_one_reminder_a_stage")]

    def __str__(self) -> str:
        return f"{self.action_id} {self.stage} {self.due_on}"


class Quiet(TerritoryModel):
    """A person who wants no reminder of actions in this territory."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        ordering = ("since", "pk")
        verbose_name = _("person without reminders")
        verbose_name_plural = _("people without reminders")
        constraints = [models.UniqueConstraint(fields=["territory", "user"], name="plans_quiet_once")]

    def __str__(self) -> str:
        return str(self.user)
