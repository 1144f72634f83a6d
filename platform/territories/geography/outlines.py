"""The outline of an area, or of several together, to draw it."""

from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal

from shapely.geometry import MultiPolygon

from territories.geography import files
from territories.geography.topology import NOTHING, Topology, from_document, union

AreaKind = Literal["commune", "intercommunality", "departement", "region"]
_FILES: dict[AreaKind, str] = {
    "intercommunality": "outlines-intercommunalities",
    "departement": "outlines-departements",
    "region": "outlines-regions",
}


def outline(kind: AreaKind, *codes: str) -> MultiPolygon | None:
    """The outline of the areas of `codes` as one shape, in WGS 84 degrees, its largest part first.

    Codes are a SIREN for an inter-municipality, INSEE codes for the others. None when none has an outline
    (overseas collectivities). 160 communes take about 60 ms: ask for the area above where there is one.
    """
    if kind != "commune":
        return union(_areas(_FILES[kind]).polygons(codes))
    by_departement: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        by_departement[departement_of(code)].append(code)
    return union(
        polygon
        for departement, members in sorted(by_departement.items())
        for polygon in _communes(departement).polygons(members)
    )


def departement_of(commune: str) -> str:
    """The code of the département (or collectivity) that an INSEE code belongs to: "97411" → "974"."""
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]


@cache
def _areas(name: str) -> Topology:
    """Read once per process: the largest file, of the inter-municipalities, takes about 15 ms and 12 MB."""
    return from_document(files.read_json(name))


@lru_cache(maxsize=4)
def _communes(departement: str) -> Topology:
    document = files.read_member("outlines-communes", departement)
    return from_document(document) if document else NOTHING
