"""A framework and its versions, frozen once published."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.freezing import FROZEN, FrameworkQuerySet, FrozenQuerySet, refuse_frozen
from assessments.frameworks.models.fields import CODE_LENGTH, figure, texts
from core.models import Dated
from territories.scope import TerritoryModel, scoped


class Framework(Dated, TerritoryModel):
    """A reference that organisations assess themselves against; a national one is everyone's."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    title = texts()

    objects: ClassVar[Any] = scoped(inherited=True, queryset=FrameworkQuerySet)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="framework_code_once_by_territory")]

    def __str__(self) -> str:
        return self.code

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(FrameworkVersion.objects.filter(framework=self), "status")
        return super().delete(*args, **kwargs)


class FrameworkVersion(Dated):
    """One edition of a framework. A draft may change; once published it may only be retired.

    A layer stands over `base`, the version that it extends (`base_name`, "code@number"; `core` is the code of the
    framework at the root). Its rows are the whole: what it inherits, with its origin, and what it adds.
    `forked_from`: the version that this framework was copied from.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    class Sharing(models.TextChoices):
        PRIVATE = "private", _("Our territory alone")
        TERRITORIES = "territories", _("Other territories, to start theirs from it")
        PUBLIC = "public", _("Everyone, on the national portal")

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    forked_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sharing = models.CharField(_("shared with"), max_length=12, choices=Sharing.choices, default=Sharing.PRIVATE)
    number = models.CharField(_("version"), max_length=60)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    digest = models.CharField(max_length=64, editable=False)
    languages = models.JSONField(default=list)
    title = texts()
    description = texts()
    instructions = texts()
    licence = models.TextField(blank=True)
    source = texts()
    scale_min = figure("0")
    scale_max = figure("100")
    decimals = models.PositiveSmallIntegerField(default=0)
    points_min = figure()
    points_max = figure()
    unknown_is_zero = models.BooleanField(default=False)
    completeness = figure("0")
    theme_completeness = figure("0")
    seconds_per_question = models.PositiveSmallIntegerField(default=30)
    express = models.JSONField(default=list, blank=True)
    base_name = models.CharField(max_length=CODE_LENGTH, blank=True, editable=False)
    core = models.CharField(max_length=CODE_LENGTH, blank=True, editable=False)
    audience = models.JSONField(default=dict, blank=True)
    limits = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = scoped("framework__territory", inherited=True, queryset=FrozenQuerySet)

    version_path: ClassVar[str] = ""

    class Meta:
        ordering = ("framework_id", "pk")
        verbose_name = _("framework version")
        verbose_name_plural = _("framework versions")
        constraints = [models.UniqueConstraint(fields=["framework", "number"], name="version_number_once_by_framework")]

    def __str__(self) -> str:
        return f"{self.framework.code} {self.number}"

    @property
    def is_frozen(self) -> bool:
        return self.status in FROZEN

    @property
    def name(self) -> str:
        return f"{self.framework.code}@{self.number}"

    @property
    def root(self) -> str:
        """The code of the framework at the root of its layers."""
        return self.core or self.framework.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and not self._is_about_its_life(kwargs.get("update_fields")):
            refuse_frozen(FrameworkVersion.objects.filter(pk=self.pk), "status")
        super().save(*args, **kwargs)

    def _is_about_its_life(self, update_fields: Any) -> bool:
        """Retiring it, or sharing it, changes nothing of what it says."""
        changed = set(update_fields or ()) - {"updated_at"}
        return bool(changed) and (
            changed == {"sharing"} or (changed == {"status"} and self.status == self.Status.RETIRED)
        )

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen(FrameworkVersion.objects.filter(pk=self.pk), "status")
        return super().delete(*args, **kwargs)
