"""Files of resources brought in by a territory: tried first, applied then, undone if need be."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.toolbox.models.resource import Resource
from core.models import Dated, Public
from core.storage import private_storage
from territories.scope import TerritoryModel, scoped


class Form(models.TextChoices):
    PROGRAMS = "tee-programs", _("Aids of Transition écologique des entreprises")
    PROJECTS = "tee-projects", _("Actions of Transition écologique des entreprises")
    TABLE = "table", _("Table of resources")


class ImportState(models.TextChoices):
    READING = "reading", _("Being read")
    READY = "ready", _("To check")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Refused")


class Outcome(models.TextChoices):
    CREATED = "created", _("New")
    UPDATED = "updated", pgettext_lazy("resources", "Changed")
    UNCHANGED = "unchanged", _("Unchanged")
    RETIRED = "retired", _("Taken away")
    REJECTED = "rejected", _("Rejected")


class ResourceImport(TerritoryModel, Public, Dated):
    """One file. `done` of `total` rows are read; `given` the fields that it speaks of; `counts` {outcome: rows};
    `unread` {column or key: times} what it holds and nobody took; `problem` [code, params] why it is refused whole.

    `source` is the catalogue that it is whole of: what that had and the file has not is taken away; "" for a table.
    """

    file = models.FileField(_("file"), storage=private_storage, upload_to="resources/", max_length=200)
    name = models.CharField(_("name"), max_length=200)
    form = models.CharField(_("form"), max_length=12, choices=Form.choices)
    source = models.CharField(max_length=120, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=ImportState.choices, default=ImportState.READING)
    done = models.PositiveIntegerField(_("rows read"), default=0)
    total = models.PositiveIntegerField(_("rows"), default=0)
    given = models.JSONField(default=list, blank=True, editable=False)
    counts = models.JSONField(default=dict, blank=True, editable=False)
    unread = models.JSONField(default=dict, blank=True, editable=False)
    problem = models.JSONField(default=list, blank=True, editable=False)
    kept_back = models.PositiveIntegerField(_("left as they are"), default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(_("applied on"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        verbose_name = _("import of resources")
        verbose_name_plural = _("imports of resources")

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.state in (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def writes(self) -> int:
        """How many resources it changes."""
        return sum(self.counts.get(outcome, 0) for outcome in (Outcome.CREATED, Outcome.UPDATED, Outcome.RETIRED))


class ImportLine(models.Model):
    """One row of the file, or one resource that the file no longer has.

    `values` is what it says, by field; `changed` the fields that differ; `before`, once it is applied, {"was": values,
    "became": values, "links": resources}.
    `problems` is [[code, column, params]]: why it is rejected, or what was left out of a row that is taken.
    """

    file = models.ForeignKey(ResourceImport, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(_("row"), default=0)
    title = models.CharField(_("title"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome.choices)
    resource = models.ForeignKey(Resource, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict, blank=True)
    changed = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)

    objects: ClassVar[Any] = scoped("file__territory")

    class Meta:
        ordering = ("row", "id")
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        indexes = [models.Index(fields=["file", "outcome", "row"], name="toolbox_lines_by_outcome")]

    def __str__(self) -> str:
        return f"{self.row}: {self.outcome}"
