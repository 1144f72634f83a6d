"""Employees asked without their names: a poll, and how many chose what. No ballot is kept, only the counts."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from territories.scope import scoped

LEAST_BALLOTS = 5
"""Under this, nothing is shown: neither the whole, nor one question that fewer people answered."""


class Poll(Public, Dated):
    """One link for all the employees, until `closes_at`. `questions`: the codes of those asked."""

    assessment = models.ForeignKey("responses.Assessment", on_delete=models.CASCADE, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    questions = models.JSONField(_("questions"), default=list)
    closes_at = models.DateTimeField(_("closes at"))
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    ballots = models.PositiveIntegerField(_("ballots"), default=0, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("created_at", "id")
        verbose_name = _("poll of the employees")
        verbose_name_plural = _("polls of the employees")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def ended_at(self) -> Any:
        """When the vote ended, or will."""
        return self.closed_at or self.closes_at

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.closes_at > timezone.now()

    @property
    def is_shown(self) -> bool:
        """Once closed, and with enough ballots: figures that move one ballot at a time would tell each of them."""
        return not self.is_open and self.ballots >= LEAST_BALLOTS


class Tally(models.Model):
    """How many chose `choice`, for `item` of a scale ("" elsewhere). Nothing ties two answers of one person."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    item = models.CharField(_("item"), max_length=200, blank=True)
    choice = models.CharField(_("choice"), max_length=200)
    count = models.PositiveIntegerField(_("count"), default=0)

    objects: ClassVar[Any] = scoped("poll__assessment__territory")

    class Meta:
        ordering = ("poll_id", "question_code", "item", "choice")
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["poll", "question_code", "item", "choice"], name="voices_one_count_a_choice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_code} {self.item} {self.choice}: {self.count}"
