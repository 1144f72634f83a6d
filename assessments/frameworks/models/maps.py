"""What became of the questions of one version in another."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models.fields import CODE_LENGTH, figure
from assessments.frameworks.models.framework import FrameworkVersion
from core.models import Dated
from territories.scope import TerritoryModel, scoped


class VersionMap(Dated, TerritoryModel):
    """From the questions of `source` to those of `target`, for the organisations of one territory and below it."""

    source = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[Any] = scoped(inherited=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("version map")
        verbose_name_plural = _("version maps")
        constraints = [
            models.UniqueConstraint(fields=["territory", "source", "target"], name="one_map_between_two_versions"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="map_between_two_versions"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}"


class MapLink(models.Model):
    """`new` takes `weight` of what it is from `old`. Without `new`, the old question is dropped; without `old`, new.

    `choices`: old choice to new choice, where they are not called the same.
    """

    map = models.ForeignKey(VersionMap, on_delete=models.CASCADE, related_name="+")
    old = models.CharField(max_length=CODE_LENGTH, blank=True)
    new = models.CharField(max_length=CODE_LENGTH, blank=True)
    weight = figure("1")
    choices = models.JSONField(default=dict, blank=True)
    proposed = models.BooleanField(default=False)

    objects: ClassVar[Any] = scoped("map__territory", inherited=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["map", "old", "new"], name="link_once"),
            models.CheckConstraint(condition=~models.Q(old="", new=""), name="link_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.old or '+'} → {self.new or '–'}"
