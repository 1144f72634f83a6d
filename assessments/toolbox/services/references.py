"""Who holds on to a resource: what people kept, reported or planned with it, on floors above too."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from assessments.toolbox.models import ImportLine, Resource, ResourceLink, UsageCount
from territories.models import Territory
from territories.scope import Subtree, territory_scope

OURS = (ResourceLink, ImportLine, UsageCount)
"""Rows that go with a resource: they are no reason to keep it."""


def used_among(pks: set[int], territory: Territory) -> set[int]:
    """Those of `pks`, resources of `territory`, that someone there or below holds on to. One query a kind of row."""
    with territory_scope(Subtree(territory)):
        return {pk for field in _references() for pk in _pointed_at(field, pks)}


def _references() -> Iterator[models.ForeignKey[Any, Any]]:
    for model in apps.get_models(include_auto_created=True):
        if model not in OURS:
            for field in model._meta.local_fields:
                if isinstance(field, models.ForeignKey) and field.related_model is Resource:
                    yield field


def _pointed_at(field: models.ForeignKey[Any, Any], pks: set[int]) -> set[int]:
    rows = field.model._default_manager.filter(**{f"{field.name}__in": pks})
    return set(rows.order_by().values_list(field.attname, flat=True))


def delete_unused(pks: set[int]) -> None:
    """In a few queries: rows one by one would each say to the catalogue that it changed."""
    ResourceLink.objects.filter(source__in=pks).delete()
    ResourceLink.objects.filter(target__in=pks).delete()
    UsageCount.objects.filter(resource__in=pks).delete()
    ImportLine.objects.filter(resource__in=pks).update(resource=None)
    doomed = Resource.objects.filter(pk__in=pks)
    doomed._raw_delete(doomed.db)
