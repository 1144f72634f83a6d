"""The catalogue that the project ships."""

from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from assessments.toolbox.models import Resource
from territories.models import Territory

SHIPPED = Path(__file__).parent.parent / "data" / "national.yaml"


@transaction.atomic
def install_shipped(*, territory: Territory) -> int:
    """Bring the resources of `territory` to what the shipped file says; how many were new or changed.

    Run again, it changes nothing. What the territory added itself is left alone. Raises ValidationError.
    """
    entries: list[dict[str, Any]] = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["resources"]
    return sum(_put(territory, entry) for entry in entries)


def _put(territory: Territory, entry: dict[str, Any]) -> bool:
    found = Resource.objects.filter(territory=territory, code=entry["code"]).first()
    resource = found or Resource(territory=territory, code=entry["code"])
    changed = {name: value for name, value in entry.items() if getattr(resource, name) != value}
    if not changed:
        return False
    for name, value in changed.items():
        setattr(resource, name, value)
    resource.full_clean()
    resource.save()
    return True
