"""What is said of a question: agreements on a gap, comments shared with the organisation, private notes of the team."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from territories.scope import scoped


class Agreement(Public):
    """The answer agreed on where voices differed: which, who, when, why. Only added: the last one counts.

    `heard` is what each voice said that day, [{"who", "words"}]. `applied`: it became the organisation's answer, in
    a draft; else it waits beside a frozen result, for the next assessment.
    """

    assessment = models.ForeignKey("responses.Assessment", on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    value = models.JSONField(_("agreed answer"))
    heard = models.JSONField(_("what was said"), default=list)
    why = models.TextField(_("why"), max_length=1000)
    agreed_with = models.CharField(_("agreed with"), max_length=300, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    agreed_by_name = models.CharField(max_length=150, blank=True, editable=False)
    agreed_at = models.DateTimeField(_("agreed at"))
    applied = models.BooleanField(default=False, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("agreed_at", "id")
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self) -> str:
        return f"{self.question_code}: {self.value}"


class Note(Public, Dated):
    """A word on one question. `is_private`: the territory's team alone reads it; else the organisation does too."""

    assessment = models.ForeignKey("responses.Assessment", on_delete=models.CASCADE, related_name="+")
    question_code = models.CharField(_("question"), max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=150, blank=True, editable=False)
    text = models.TextField(_("text"), max_length=2000)
    is_private = models.BooleanField(default=False, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped("assessment__territory")

    class Meta:
        ordering = ("created_at", "id")
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        indexes: ClassVar = [models.Index(fields=["assessment", "question_code"], name="voices_notes_of_question")]

    def __str__(self) -> str:
        return self.text[:60]
