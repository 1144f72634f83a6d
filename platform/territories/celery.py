"""The Celery base task that carries the scope: `@shared_task(base=ScopedTask)`, then `.delay(…)` inside a scope."""

from typing import Any

from celery.contrib.django.task import DjangoTask

from territories.models import Territory
from territories.scope import EVERYWHERE, Everywhere, Subtree, active, territory_scope

HEADER = "assett_scope"


class ScopedTask(DjangoTask):  # type: ignore[type-arg]
    """Runs in the scope that was active where it was sent. Sent from no scope: NoActiveTerritory, at once."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:  # type: ignore[override]
        headers = {**(options.pop("headers", None) or {}), HEADER: pack()}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        packed = (self.request.headers or {}).get(HEADER)
        if packed is None:  # called as a plain function: the caller's scope holds
            return self.run(*args, **kwargs)
        with territory_scope(unpack(packed)):
            return self.run(*args, **kwargs)


def pack() -> str:
    """The active scope as a word that travels: "12", "12+" (with what is below) or "everywhere"."""
    scope = active()
    if isinstance(scope, Everywhere):
        return scope.value
    return f"{scope.root.pk}+" if isinstance(scope, Subtree) else str(scope.pk)


def unpack(word: str) -> Territory | Subtree | Everywhere:
    """The reverse of `pack`. Raises Territory.DoesNotExist when the territory is gone."""
    if word == EVERYWHERE.value:
        return EVERYWHERE
    territory = Territory.objects.get(pk=int(word.removesuffix("+")))
    return Subtree(territory) if word.endswith("+") else territory
