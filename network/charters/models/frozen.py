"""Rows that are written once: a signature, what was committed to, what a review said."""

from typing import Any, ClassVar

from django.db import models


class FrozenError(RuntimeError):
    """A row that stands as it was written was about to be changed or deleted."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses in bulk what `Frozen` refuses one by one."""

    def update(self, **fields: Any) -> int:
        if not self.model.open_fields.issuperset(fields):
            raise FrozenError(f"What a {self.model.__name__} says never changes.")
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise FrozenError(f"A {self.model.__name__} is never deleted.")


class Frozen(models.Model):
    """`open_fields` alone may be saved again."""

    open_fields: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        fields = kwargs.get("update_fields")
        if not self._state.adding and (fields is None or not self.open_fields.issuperset(fields)):
            raise FrozenError(f"What a {type(self).__name__} says never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(f"A {type(self).__name__} is never deleted.")
