"""What people make of a resource: kept, done, put aside, reported; and how often, by month."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.toolbox.models.resource import Resource
from organisations.models import Organisation
from territories.scope import TerritoryModel, scoped


class UseState(models.TextChoices):
    KEPT = "kept", pgettext_lazy("resources", "Kept")
    DONE = "done", pgettext_lazy("resources", "Done")
    DISMISSED = "dismissed", _("Not for us")


class ResourceUse(models.Model):
    """What an organisation made of a resource: one state at a time."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="uses")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="resource_uses")
    state = models.CharField(_("state"), max_length=10, choices=UseState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("on"))

    objects: ClassVar[Any] = scoped("organisation__territory")

    class Meta:
        ordering = ("-at", "id")
        verbose_name = _("use of a resource")
        verbose_name_plural = _("uses of resources")
        constraints = [models.UniqueConstraint(fields=["resource", "organisation"], name="toolbox_one_use_a_pair")]

    def __str__(self) -> str:
        return f"{self.resource_id} · {self.organisation_id}: {self.state}"


class Reason(models.TextChoices):
    BROKEN = "broken", _("The address leads nowhere")
    STALE = "stale", _("It is over or out of date")
    WRONG = "wrong", _("Something written here is wrong")
    OTHER = "other", _("Something else")


class ReportState(models.TextChoices):
    OPEN = "open", _("To look at")
    SETTLED = "settled", _("Settled")


class ResourceReport(TerritoryModel):
    """Someone of `territory` says that a resource, its own or one from above, is not right."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=6, choices=Reason.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("on"))
    state = models.CharField(_("state"), max_length=7, choices=ReportState.choices, default=ReportState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)

    class Meta:
        ordering = ("-at", "id")
        verbose_name = _("report on a resource")
        verbose_name_plural = _("reports on resources")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, settled_at=None)
                | Q(state=ReportState.SETTLED, settled_at__isnull=False),
                name="toolbox_settled_says_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.reason}"


class UsageCount(TerritoryModel):
    """How often a resource was shown, opened, kept, done, put aside in one month (its first day) by people of
    `territory`: a national aid opened from Lille counts for Lille. Nobody is named."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="counts")
    month = models.DateField(_("month"))
    shown = models.PositiveIntegerField(_("shown"), default=0)
    opened = models.PositiveIntegerField(_("opened"), default=0)
    kept = models.PositiveIntegerField(_("kept"), default=0)
    done = models.PositiveIntegerField(pgettext_lazy("resources", "done"), default=0)
    dismissed = models.PositiveIntegerField(_("put aside"), default=0)

    class Meta:
        ordering = ("-month", "id")
        verbose_name = _("usage of a resource")
        verbose_name_plural = _("usages of resources")
        constraints = [
            models.UniqueConstraint(fields=["territory", "resource", "month"], name="toolbox_one_count_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} ({self.month:%Y-%m})"
