"""Make the shipped files from their sources. For developers: see docs/territories-geography.md."""

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from territories.geography import files, topology
from territories.geography.files import (
    CommuneFact,
    DepartementFact,
    FormerFact,
    IntercommunalityFact,
    RegionFact,
)
from territories.geography.outlines import departement_of

Json = dict[str, Any]
Points = Mapping[str, tuple[float, float]]
OUTLINES = {
    "epci": "outlines-intercommunalities",
    "departements": "outlines-departements",
    "regions": "outlines-regions",
}


def build(package: Path, geography: Path, target: Path) -> dict[str, int]:
    """Write the files into `target`; the size of each in bytes.

    `package` is the npm package unpacked (its `data/` folder holds the JSON files), `geography` the folder
    of points and outlines.
    """
    source = {
        name: json.loads((package / "data" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("communes", "epci", "departements", "regions")
    }
    shapes = {name: _shapes(geography / f"{name}.topojson.gz") for name in (*OUTLINES, "communes")}
    sizes = {shipped: files.write_json(target, shipped, shapes[name]) for name, shipped in OUTLINES.items()}
    sizes["outlines-communes"] = files.write_members(target, "outlines-communes", _by_departement(shapes["communes"]))
    points = _points(geography / "communes-points.csv")
    fallback = topology.from_document(shapes["epci"])
    tables: dict[str, Iterator[tuple[Any, ...]]] = {
        "regions": (RegionFact(r["code"], r["nom"]) for r in source["regions"]),
        "departements": (DepartementFact(d["code"], d["nom"], d["region"]) for d in source["departements"]),
        "intercommunalities": (IntercommunalityFact(e["code"], e["nom"], e["type"]) for e in source["epci"]),
        "communes": _communes(source["communes"], source["epci"], points, fallback),
        "former": _former(source["communes"]),
    }
    return sizes | {name: files.write_table(target, name, facts) for name, facts in tables.items()}


def _shapes(path: Path) -> topology.Document:
    return topology.to_document(json.loads(gzip.decompress(path.read_bytes())))


def _by_departement(communes: topology.Document) -> dict[str, topology.Document]:
    codes = groupby(sorted(communes["areas"]), key=departement_of)
    return {departement: topology.part_of(communes, members) for departement, members in codes}


def _points(path: Path) -> Points:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(lines)}


def _communes(
    communes: list[Json], epci: list[Json], points: Points, fallback: topology.Topology
) -> Iterator[CommuneFact]:
    member_of = {member["code"]: area["code"] for area in epci for member in area["membres"]}
    for commune in communes:
        if commune["type"] != "commune-actuelle":
            continue
        code = commune["code"]
        siren = member_of.get(code, "")
        latitude, longitude = points.get(code) or _inside(fallback, siren)
        yield CommuneFact(
            code,
            commune["nom"],
            " ".join(commune.get("codesPostaux", ())),
            siren,
            commune["departement"],
            commune["region"],
            commune.get("population", 0),
            latitude,
            longitude,
        )


def _inside(outlines: topology.Topology, siren: str) -> tuple[float, float] | tuple[None, None]:
    """A point inside the inter-municipality, rounded as the others; nothing where it has no outline."""
    shape = topology.union(outlines.polygons([siren]))
    if shape is None:
        return None, None
    point = shape.geoms[0].representative_point()
    return round(point.y, 4), round(point.x, 4)


def _former(communes: list[Json]) -> Iterator[FormerFact]:
    """Arrondissements, delegated and associated communes, and the codes of communes that merged."""
    current = {commune["code"] for commune in communes if commune["type"] == "commune-actuelle"}
    seen = set()
    for commune in communes:
        if commune["type"] != "commune-actuelle":
            seen.add(commune["code"])
            yield FormerFact(commune["code"], commune["nom"], commune.get("commune") or commune["chefLieu"])
    for commune in communes:
        for code in commune.get("anciensCodes", ()):
            if commune["type"] == "commune-actuelle" and code not in current | seen:
                yield FormerFact(code, "", commune["code"])
