"""A published version never changes: refused row by row, and for whole querysets."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

FROZEN = ("published", "retired")
OWNERS = frozenset({"version", "question", "theme", "level", "framework"})
"""Fields that attach a row to its version: a row does not move from one to another by `update`."""


class Immutable(Exception):
    """A row of a published version was about to change."""


def refuse_frozen(rows: models.QuerySet[Any], status_path: str) -> None:
    """Raises Immutable when any of `rows` belongs to a version that is no longer a draft."""
    if rows.filter(**{f"{status_path}__in": FROZEN}).exists():
        raise Immutable("This version is published: it cannot change any more. Import a new version.")


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses what would change, delete, or add rows of a published version."""

    def update(self, **values: Any) -> int:
        self._refuse_moves(values)
        self._refuse()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        self._refuse_new(rows)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Refused before Django opens its own transaction, which would spoil the caller's."""
        rows, names = list(objs), list(fields)
        self._refuse_moves(names)
        self.filter(pk__in=[row.pk for row in rows])._refuse()
        return super().bulk_update(rows, names, *args, **kwargs)

    def _refuse_moves(self, names: Iterable[str]) -> None:
        if OWNERS & {name.removesuffix("_id") for name in names}:
            raise Immutable("A row does not move from one version to another.")

    def _refuse(self) -> None:
        path = self.model.version_path
        refuse_frozen(self, f"{path}__status" if path else "status")

    def _refuse_new(self, rows: list[Any]) -> None:
        owners = {row.owner_id for row in rows if hasattr(row, "owner_id")}
        if owners:
            versions = apps.get_model("frameworks", "FrameworkVersion").objects
            refuse_frozen(versions.filter(pk__in=owners), "status")


class FrameworkQuerySet(models.QuerySet[Any]):
    """A framework may be renamed; it may not be deleted under its published versions."""

    def delete(self) -> tuple[int, dict[str, int]]:
        versions = apps.get_model("frameworks", "FrameworkVersion").objects
        refuse_frozen(versions.filter(framework__in=self), "status")
        return super().delete()
