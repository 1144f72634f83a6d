"""Roll-ups: each result once, ready to be added up, and the figures that may be shown."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.benchmarks.domain.lattice import Address
from organisations.models import Kind, Size
from territories.scope import TerritoryModel, scoped


class Facts(TerritoryModel):
    """What peers are grouped by. `lineage` is the framework at the root of the layers."""

    lineage = models.ForeignKey("frameworks.Framework", on_delete=models.CASCADE, related_name="+")
    section = models.CharField(_("NAF section"), max_length=1, blank=True)
    size = models.CharField(_("size"), max_length=8, choices=Size.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)

    class Meta:
        abstract = True


class Record(Facts):
    """One issued result of an organisation, read on the rulers that were in use.

    `who`: its SIREN, so that the establishments of one company are one organisation. `values`: {"ruler:theme":
    millionths of the scale}, the theme "" for the whole. `block`, `told`: what the published figures already say of
    it (see domain/disclosure.py); never reset, since what was published cannot be taken back.
    """

    result = models.OneToOneField("results.Result", on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    values = models.JSONField(default=dict)
    block = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.result_id}"


class Cell(Facts):
    """A published figure: the mean of a group of peers, as it is shown. Its territory is the area, all below with it.

    `means` {theme code: displayed mean}, "" for the whole; `count` distinct organisations; `until` the end of the
    last closed period that it holds.
    """

    ruler = models.ForeignKey("frameworks.FrameworkVersion", on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()
    means = models.JSONField()
    until = models.DateTimeField()

    objects: ClassVar[Any] = scoped(inherited=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lineage", "territory", "section", "size", "kind"], name="benchmarks_one_figure_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.count}"

    @property
    def address(self) -> Address:
        return Address(self.territory_id, self.section, self.size, self.kind)
