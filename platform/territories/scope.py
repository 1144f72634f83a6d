"""Which territory's rows may be seen: the one place where tenancy is decided.

    with territory_scope(poitiers):          # Poitiers only
    with territory_scope(Subtree(region)):   # a region and every territory below it
    with territory_scope(EVERYWHERE):        # work across territories, said aloud and counted by a test

With none open, `Model.objects` raises NoActiveTerritory: a forgotten scope is an error, never a leak.
The HTTP middleware, its websocket twin and the Celery base task open the scope; nothing else should need to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from territories.models import Territory


class NoActiveTerritory(RuntimeError):
    """A scoped model was read while no territory was active."""


class OutOfScope(RuntimeError):
    """A row was about to be written for a territory that is not the active one."""


class Everywhere(Enum):
    EVERYWHERE = "everywhere"


EVERYWHERE = Everywhere.EVERYWHERE


@dataclass(frozen=True)
class Subtree:
    """A territory with its descendants."""

    root: "Territory"


Scope = "Territory | Subtree | Everywhere"
_active: ContextVar[Any] = ContextVar("active_territory", default=None)


@contextmanager
def territory_scope(scope: "Territory | Subtree | Everywhere") -> Iterator[None]:
    """Make `scope` active until the block ends."""
    token = _active.set(scope)
    try:
        yield
    finally:
        _active.reset(token)


def active() -> "Territory | Subtree | Everywhere":
    """The active scope. Raises NoActiveTerritory when there is none."""
    scope: Territory | Subtree | Everywhere | None = _active.get()
    if scope is None:
        raise NoActiveTerritory("Open a scope first: with territory_scope(territory): …")
    return scope


def active_territory() -> "Territory":
    """The one active territory; raises NoActiveTerritory when the scope is wider than one."""
    scope = active()
    if isinstance(scope, Subtree | Everywhere):
        raise NoActiveTerritory("This needs one territory; the active scope is wider.")
    return scope


def condition(path: str, *, inherited: bool) -> Q:
    """The filter that the active scope puts on rows whose territory is found at `path`."""
    scope = active()
    if isinstance(scope, Everywhere):
        return Q()
    if isinstance(scope, Subtree):
        below = Q(**{f"{path}__lineage__startswith": scope.root.lineage})
        return below | Q(**{f"{path}__in": scope.root.ancestor_ids}) if inherited else below
    if inherited:
        return Q(**{f"{path}__in": [scope.pk, *scope.ancestor_ids]})
    return Q(**{path: scope.pk})


class TerritoryManager(models.Manager[Any]):
    """Filters by the active scope; `territory_path` leads from the row to its territory."""

    territory_path: ClassVar[str] = "territory"
    inherited: ClassVar[bool] = False

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(condition(self.territory_path, inherited=self.inherited))


def scoped(
    path: str = "territory", *, inherited: bool = False, queryset: type[models.QuerySet[Any]] = models.QuerySet
) -> Any:
    """A manager for rows whose territory is at `path`: `objects = scoped("assessment__territory")`.

    `inherited`: the rows of the ancestors are seen too (a national framework is everyone's).
    A class of its own, because Django rebuilds managers from their class for related access.
    """
    bases = (TerritoryManager.from_queryset(queryset),)
    return type("ScopedManager", bases, {"territory_path": path, "inherited": inherited})()


class TerritoryModel(models.Model):
    """A row that belongs to one territory. Child rows declare `objects = scoped("parent__territory")` instead."""

    territory = models.ForeignKey("territories.Territory", on_delete=models.PROTECT, related_name="+")

    objects = scoped()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_foreign_territory()
        super().save(*args, **kwargs)

    def _refuse_foreign_territory(self) -> None:
        scope = active()
        if isinstance(scope, Everywhere):
            return
        inside = (
            self.territory_id == scope.pk
            if not isinstance(scope, Subtree)
            else (self.territory.lineage.startswith(scope.root.lineage))
        )
        if not inside:
            raise OutOfScope(f"{type(self).__name__} belongs to another territory than the active one.")
