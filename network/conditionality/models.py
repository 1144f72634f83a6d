"""Aids that ask something back: their conditions by version, what was promised, what an agent checked."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.results.models import Result
from assessments.toolbox.models import Resource
from core.models import Dated, Public
from core.validators import one_line
from network.conditionality.domain.conditions import Condition, Verdict
from organisations.models import Organisation
from territories.scope import TerritoryModel, scoped

LONGEST = 1_500
VERDICTS = [
    (Verdict.MET.value, _("Met")),
    (Verdict.UNKNOWN.value, _("Not known")),
    (Verdict.MISSED.value, _("Not met")),
]


class KeptError(RuntimeError):
    """A row that stands as it was written was about to be changed or deleted."""


class KeptQuerySet(models.QuerySet[Any]):
    """Refuses in bulk what `Kept` refuses one by one."""

    def update(self, **fields: Any) -> int:
        raise KeptError("What was set or checked never changes.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise KeptError("What was set or checked is never deleted.")


class Kept(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KeptError("What was set or checked never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KeptError("What was set or checked is never deleted.")


class Aid(Public, Dated, TerritoryModel):
    """An aid of the territory: one of its toolbox, or one that it names itself. Past `closes_on` it is not offered."""

    name = models.CharField(_("name of the aid"), max_length=200, validators=[one_line])
    summary = models.TextField(
        _("what it helps with"), blank=True, max_length=LONGEST, validators=[MaxLengthValidator(LONGEST)]
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("resource")
    )
    closes_on = models.DateField(_("last day"), null=True, blank=True)

    objects: ClassVar[Any] = scoped()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("aid with conditions")
        verbose_name_plural = _("aids with conditions")
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "resource"], condition=~models.Q(resource=None),
                name="conditionality_one_aid_a_resource",
                violation_error_message=_("This resource has its conditions already."),
            ),
            models.UniqueConstraint(
                fields=["territory", "name"], name="conditionality_one_aid_a_name",
                violation_error_message=_("An aid has this name already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closes_on is None or self.closes_on >= timezone.localdate()


class ConditionSet(Kept):
    """What an aid asks from a day on, until the next number. `conditions`: `Condition.to_dict` of each."""

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="sets")
    number = models.PositiveIntegerField(_("version"))
    body = models.JSONField(_("conditions"))
    note = models.CharField(_("why it changes"), max_length=300, blank=True)
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[Any] = scoped("aid__territory", queryset=KeptQuerySet)

    class Meta:
        ordering = ("aid", "-number")
        verbose_name = _("version of conditions")
        verbose_name_plural = _("versions of conditions")
        constraints = [models.UniqueConstraint(fields=["aid", "number"], name="conditionality_one_set_a_number")]

    def __str__(self) -> str:
        return f"{self.aid_id} v{self.number}"

    @property
    def conditions(self) -> list[Condition]:
        return [Condition.from_dict(one) for one in self.body]


class Promise(Public):
    """What an organisation commits to for an aid, word for word, and what its review said."""

    class State(models.TextChoices):
        MADE = "made", _("Under way")
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Partly kept")
        DROPPED = "dropped", _("Not kept")

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="promises")
    conditions = models.ForeignKey(ConditionSet, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sentence = models.CharField(_("commitment"), max_length=400)
    review_on = models.DateField(_("reviewed on"))
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=7, choices=State.choices, default=State.MADE)
    note = models.TextField(_("what the review says"), blank=True, max_length=LONGEST)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[Any] = scoped("aid__territory")

    class Meta:
        ordering = ("review_on", "pk")
        verbose_name = _("commitment for an aid")
        verbose_name_plural = _("commitments for aids")
        constraints = [
            models.UniqueConstraint(
                fields=["aid", "organisation", "sentence"], condition=models.Q(state="made"),
                name="conditionality_one_promise_under_way",
            ),
            models.CheckConstraint(
                condition=models.Q(state="made", reviewed_at=None)
                | (~models.Q(state="made") & models.Q(reviewed_at__isnull=False)),
                name="conditionality_reviewed_on_a_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sentence[:60]

    @property
    def is_due(self) -> bool:
        return self.state == self.State.MADE and self.review_on <= timezone.localdate()


class Check(Public, Kept):
    """What one agent was shown one day for one code. `shown`: {"name", "issued_on", "lines": [{…}]}, as it was read."""

    aid = models.ForeignKey(Aid, on_delete=models.PROTECT, related_name="checks")
    conditions = models.ForeignKey(ConditionSet, on_delete=models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("code of the result"), max_length=20)
    verdict = models.CharField(_("verdict"), max_length=7, choices=VERDICTS)
    shown = models.JSONField()
    checked_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    checker = models.CharField(_("checked by"), max_length=200)

    objects: ClassVar[Any] = scoped("aid__territory", queryset=KeptQuerySet)

    class Meta:
        ordering = ("-checked_at", "pk")
        verbose_name = _("check")
        verbose_name_plural = _("checks")

    def __str__(self) -> str:
        return f"{self.code} {self.verdict}"
