"""Areas by the names that people write: regions and départements, from the shipped geography. No database."""

from functools import cache

from territories.geography.files import read_departements, read_regions
from territories.geography.names import fold

ALIASES = {
    "paca": "region:93",
    "aura": "region:84",
    "idf": "region:11",
    "bfc": "region:27",
    "cvl": "region:24",
    "ile de clipperton": "region:989",
}


@cache
def _by_name() -> dict[str, str]:
    """Folded name → area. A name that both have (La Réunion, Mayotte…) is the region's: the same ground."""
    areas = {fold(place.name): f"departement:{place.code}" for place in read_departements()}
    areas |= {fold(place.name): f"region:{place.code}" for place in read_regions()}
    return areas | ALIASES


@cache
def departements() -> frozenset[str]:
    return frozenset(place.code for place in read_departements())


@cache
def regions() -> frozenset[str]:
    return frozenset(place.code for place in read_regions())


def area_named(name: str) -> str:
    """ "region:75" for "Nouvelle-Aquitaine", "departement:40" for "Landes"; "" where neither bears that name."""
    return _by_name().get(fold(name), "")
