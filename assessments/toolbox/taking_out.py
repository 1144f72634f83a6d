"""A territory's own resources as a table that the import reads back the same, and the empty table."""

from collections.abc import Iterator
from typing import Any

from assessments.toolbox.forms import initial_of
from assessments.toolbox.importing.columns import TEMPLATE
from assessments.toolbox.models import Resource
from core.exports import Cell
from organisations.models import Kind as Who
from territories.models import Territory

HEADS = tuple(TEMPLATE.values())
EXAMPLE = {
    "code": "visite-energie", "title": "Visite énergie de la chambre de commerce", "kind": "service",
    "summary": "Un conseiller passe une demi-journée chez vous et repère les économies.", "cost": "Gratuit",
    "effort": "1/2 journée", "effort_level": "1", "url": "https://www.exemple.fr/visite",
    "contact": "05 00 00 00 00", "origin": "CCI", "kinds": "entreprise", "sizes": "1-9, 10-19, 20-49",
    "naf": "C, 56.10A", "micro": "oui", "departements": "Vienne", "deadline": "31/12/2026", "suspended": "non",
}  # fmt: skip
FLAGS = {True: "oui", False: "non"}
MICRO = {"": "oui", "no": "non", "only": "seulement"}
KINDS = {Who.COMPANY: "entreprise", Who.ASSOCIATION: "association", Who.PUBLIC_BODY: "organisme public"}


def example() -> list[Cell]:
    return [EXAMPLE.get(field, "") for field in TEMPLATE]


def rows_of(territory: Territory) -> Iterator[list[Cell]]:
    """One row a resource that the territory wrote or imported from a table; read whole before it is sent."""
    rows = Resource.objects.filter(territory=territory, source="", framework="", retired_on=None)
    for resource in rows.order_by("code"):
        yield [_cell(field, value) for field, value in _values(resource)]


def _values(resource: Resource) -> Iterator[tuple[str, Any]]:
    said = initial_of(resource)
    said["naf"] = [*said["sections"], *filter(None, said["naf"].split(", "))]
    for field in TEMPLATE:
        yield field, said[field] if field in said else getattr(resource, field)


def _cell(field: str, value: Any) -> Cell:
    if field == "micro":
        return MICRO[value]
    if field == "kinds":
        return ", ".join(KINDS[Who(kind)] for kind in value)
    if isinstance(value, bool):
        return FLAGS[value]
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value  # type: ignore[no-any-return]
