"""What an organisation decided to do, by when."""

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Dated, Public
from core.validators import one_line
from territories.scope import TerritoryModel, scoped

LONGEST_COMMITMENT = 500  # characters
LONGEST_WORDS = 1_000  # characters, of a reason or a remark


class Plan(TerritoryModel, Dated):
    """The plan of one organisation: its actions. Made with the first of them."""

    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="plan", verbose_name=_("organisation")
    )

    class Meta:
        ordering = ("organisation__name", "pk")
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")

    def __str__(self) -> str:
        return str(self.organisation)


class Status(models.TextChoices):
    TODO = "todo", _("To do")
    DOING = "doing", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Given up")


LIVE = (Status.TODO, Status.DOING)
"""Still to be done: counted by "if it were done", reminded, late past its day."""


class Action(Public, Dated):
    """One thing to do by `due_on`, mostly to move one answer.

    `question_code` is that of `version`, the questionnaire of `result` where the gap was read, and `theme` its top
    theme; all "" or None for an action that no question asked for. `target` is the answer once it is done, in the
    shape that scoring reads; None where none is known. `commitment`: the sentence that it stands for, which a charter
    may quote. `owner`: a member, else `owner_name` says who. `planned` and `measured` are figures of the indicator
    in `unit`; `measured` is its latest measure. `key`: given by the form, so that a double click makes one action.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    key = models.UUIDField(default=uuid4, editable=False)
    title = models.CharField(_("action"), max_length=200, validators=[one_line])
    question_code = models.CharField(_("question"), max_length=200, blank=True)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    version = models.ForeignKey(
        "frameworks.FrameworkVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.ForeignKey("results.Result", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target = models.JSONField(_("answer once it is done"), null=True, blank=True)
    commitment = models.TextField(
        _("commitment"), max_length=LONGEST_COMMITMENT, blank=True, validators=[MaxLengthValidator(LONGEST_COMMITMENT)]
    )
    due_on = models.DateField(_("to be done by"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(_("who takes care of it"), max_length=120, blank=True, validators=[one_line])
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.TODO)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_because = models.TextField(
        _("why it is given up"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )
    indicator = models.CharField(_("what is measured"), max_length=120, blank=True, validators=[one_line])
    unit = models.CharField(_("unit"), max_length=30, blank=True, validators=[one_line])
    planned = models.DecimalField(_("planned figure"), max_digits=15, decimal_places=3, null=True, blank=True)
    measured = models.DecimalField(_("measured figure"), max_digits=15, decimal_places=3, null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    sent_back = models.TextField(
        _("what the agent asks for"), blank=True, validators=[MaxLengthValidator(LONGEST_WORDS)]
    )
    resources = models.ManyToManyField("toolbox.Resource", blank=True, related_name="+", verbose_name=_("aids"))

    objects: ClassVar[Any] = scoped("plan__territory")

    class Meta:
        ordering = ("due_on", "created_at", "id")
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        indexes = [models.Index(fields=["status", "due_on"], name="plans_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="plans_one_action_a_form"),
            models.CheckConstraint(
                condition=Q(status=Status.DONE, done_on__isnull=False) | ~Q(status=Status.DONE) & Q(done_on=None),
                name="plans_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | Q(status=Status.DONE), name="plans_only_done_is_verified"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None

    def is_late(self, today: date | None = None) -> bool:
        return self.is_live and self.due_on < (today or timezone.localdate())

    @property
    def waits_for_the_agent(self) -> bool:
        """Declared done, neither verified nor sent back."""
        return self.status == Status.DONE and not self.is_verified

    @property
    def who(self) -> str:
        """Who takes care of it, by name or function; never an address."""
        return self.owner_name or (self.owner.name if self.owner else "")
