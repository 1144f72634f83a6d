"""Sets of frameworks that the national team offers to the territories."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models.fields import texts
from assessments.frameworks.models.framework import FrameworkVersion
from core.models import Dated
from territories.scope import TerritoryModel, scoped


class Pack(Dated, TerritoryModel):
    code = models.SlugField(_("code"), max_length=80)
    title = texts()
    description = texts()
    versions = models.ManyToManyField(FrameworkVersion, related_name="+")
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)

    objects: ClassVar[Any] = scoped(inherited=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="pack_code_once_by_territory")]

    def __str__(self) -> str:
        return self.code
