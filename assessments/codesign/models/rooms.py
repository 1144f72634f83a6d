"""A room that votes on the questions of a draft."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.frameworks.models import FrameworkVersion
from core.models import Dated, Public
from core.validators import one_line
from territories.scope import TerritoryModel, scoped

CODE_LENGTH = 6


class Room(Public, Dated, TerritoryModel):
    """`questions`: the codes to vote on, in order; `place`: the one on the screen, from 0. `code`: what one types."""

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("name of the workshop"), max_length=120, validators=[one_line])
    code = models.CharField(max_length=CODE_LENGTH, unique=True, editable=False)
    questions = models.JSONField(default=list)
    place = models.PositiveSmallIntegerField(default=0)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("-created_at", "pk")
        verbose_name = _("workshop room")
        verbose_name_plural = _("workshop rooms")

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def current(self) -> str:
        """The code of the question on the screen; "" in a room without questions."""
        return self.questions[min(self.place, len(self.questions) - 1)] if self.questions else ""


class Vote(models.Model):
    """One browser's word on one question. `ballot` is a digest of a random number that this browser alone keeps.

    Neither a name, an address nor an hour is kept: nothing leads from a vote to a person.
    """

    class Wish(models.TextChoices):
        KEEP = "keep", _("Keep")
        CHANGE = "change", pgettext_lazy("a wish", "Change")
        DROP = "drop", _("Drop")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    ballot = models.CharField(max_length=64, editable=False)
    question_code = models.CharField(max_length=255)
    wish = models.CharField(max_length=6, choices=Wish.choices)

    objects: ClassVar[Any] = scoped("room__territory")

    class Meta:
        ordering = ("pk",)
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["room", "ballot", "question_code"], name="codesign_one_vote_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.question_code}: {self.wish}"
