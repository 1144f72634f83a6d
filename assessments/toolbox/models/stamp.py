"""Which state of a territory's catalogue this is: what a process keeps in memory is good while the number stands."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from territories.models import Territory
from territories.scope import scoped

BITS = 48
"""So that the numbers of a whole lineage add up without overflowing."""


class CatalogueStamp(models.Model):
    """A number drawn anew in the transaction that changes a resource of `territory`.

    A last date of change would not do: of two writers, the one that began first may commit last. Nor would a count:
    what is rolled back, or restored from a copy, would count the same again for other rows.
    """

    territory = models.OneToOneField(Territory, on_delete=models.CASCADE, primary_key=True, related_name="+")
    number = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[Any] = scoped(inherited=True)

    class Meta:
        verbose_name = _("state of a catalogue")
        verbose_name_plural = _("states of the catalogues")

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.number}"


def bump(territories: Iterable[int]) -> None:
    """Say that a resource of each of these changed. In one order, so that two writers never wait for each other."""
    for pk in sorted(set(territories)):
        if not _draw(pk):
            CatalogueStamp.objects.get_or_create(territory_id=pk)
            _draw(pk)


def _draw(pk: int) -> int:
    changed: int = CatalogueStamp.objects.filter(territory_id=pk).update(number=secrets.randbits(BITS))
    return changed


class StampingQuerySet(models.QuerySet[Any]):
    """Changes in bulk bump the stamp too (saves and deletions of one row do by their signals)."""

    def update(self, **fields: Any) -> int:
        bump(self.order_by().values_list("territory_id", flat=True).distinct())
        return super().update(**fields)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows: Sequence[Any] = list(objs)
        bump(row.territory_id for row in rows)
        return super().bulk_create(rows, *args, **kwargs)
