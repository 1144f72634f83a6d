"""Resources of the active territory. Call inside a scope."""

from itertools import count
from typing import Any

from assessments.toolbox.models import Resource
from territories.models import Territory
from territories.scope import active_territory
from tests.factories.results import fr

_numbers = count(1)


def make_resource(title: str = "", *, territory: Territory | None = None, **fields: Any) -> Resource:
    """An aid for everyone that helps with energy."""
    number = next(_numbers)
    name = title or f"Aide {number}"
    facts: dict[str, Any] = {
        "code": f"aide-{number}",
        "kind": "aid",
        "title": fr(name),
        "summary": fr(f"{name} : ce que c’est."),
        "origin": "Ville",
        "themes": ["energy"],
        **fields,
    }
    resource = Resource(territory=territory or active_territory(), **facts)
    resource.full_clean()
    resource.save()
    return resource
