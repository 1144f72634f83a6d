"""A version of a charter, opened to those who write it together; its text, revision after revision."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from network.charters.models import CharterVersion
from network.cowriting.domain.calendar import Phase, phase
from network.cowriting.domain.text import Text
from organisations.models import Organisation
from territories.scope import TerritoryModel, scoped

LONGEST_WORDS = 2_000
"""Characters of an introduction or a synthesis."""


class Who(models.TextChoices):
    EVERYONE = "everyone", _("Every organisation of the territory")
    INVITED = "invited", _("Only the organisations that we invite")


class Writing(Public, Dated, TerritoryModel):
    """One version under discussion. `adopted_at` ends it; until then the days may be moved. `language` of its text.

    `closed_at`: the team closed the discussion before its last day.
    """

    version = models.OneToOneField(CharterVersion, on_delete=models.PROTECT, related_name="writing")
    language = models.CharField(max_length=5, default="fr", editable=False)
    introduction = models.TextField(
        _("what you ask of the participants"), blank=True,
        max_length=LONGEST_WORDS, validators=[MaxLengthValidator(LONGEST_WORDS)],
    )  # fmt: skip
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    who = models.CharField(_("who may write"), max_length=8, choices=Who.choices, default=Who.EVERYONE)
    synthesis = models.TextField(
        _("summary: what was kept, and why"), blank=True,
        max_length=4 * LONGEST_WORDS, validators=[MaxLengthValidator(4 * LONGEST_WORDS)],
    )  # fmt: skip
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closing_told = models.BooleanField(default=False, editable=False)
    adopted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("-opens_on", "-created_at", "pk")
        verbose_name = _("co-writing")
        verbose_name_plural = _("co-writings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="cowriting_closes_after_it_opens",
                violation_error_message=_("The last day comes before the first one."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.version} ({self.opens_on} – {self.closes_on})"

    def clean(self) -> None:
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day comes before the first one.")})

    @property
    def phase(self) -> Phase:
        ended = Phase.ADOPTED if self.adopted_at else Phase.CLOSED if self.closed_at else None
        return ended or phase(self.opens_on, self.closes_on, timezone.localdate())

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.OPEN

    @property
    def last_day(self) -> date:
        """The day it closed, or will."""
        return timezone.localdate(self.closed_at) if self.closed_at else self.closes_on


class Revision(models.Model):
    """The text after one change, whole. Number 1 is the text that was opened. Added, never changed."""

    writing = models.ForeignKey(Writing, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.JSONField()
    proposal = models.OneToOneField(
        "cowriting.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="revision"
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = scoped("writing__territory")

    class Meta:
        ordering = ("writing", "number")
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["writing", "number"], name="cowriting_one_revision_a_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="cowriting_revisions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.writing_id} r{self.number}"

    @property
    def text(self) -> Text:
        return Text.from_dict(self.body)


class Participant(models.Model):
    """An organisation that was invited or has written. `named`: it wishes to be named in the text; None: not said."""

    writing = models.ForeignKey(Writing, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    named = models.BooleanField(_("named in the text"), null=True, blank=True)
    named_at = models.DateTimeField(null=True, blank=True, editable=False)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[Any] = scoped("writing__territory")

    class Meta:
        ordering = ("organisation__name", "pk")
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            models.UniqueConstraint(fields=["writing", "organisation"], name="cowriting_one_seat_an_organisation")
        ]

    def __str__(self) -> str:
        return str(self.organisation)
