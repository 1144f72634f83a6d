"""The shipped files made from tiny sources: a square of two communes that share a border."""

import csv
import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import box

from territories.geography import topology
from territories.geography.build import build
from territories.geography.files import DATA

# Two unit squares side by side; arc 0 is their common border, drawn upwards, hence backwards (~0) on its right.
ARCS = [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]]
LEFT, RIGHT = [[0, 1]], [[2, ~0]]


def topojson(areas: dict[str, Any]) -> dict[str, Any]:
    geometries = [{"type": "Polygon", "arcs": arcs, "properties": {"x": code}} for code, arcs in areas.items()]
    return {
        "type": "Topology",
        "arcs": ARCS,
        "transform": {"scale": [0.5, 0.25], "translate": [2.0, 46.0]},
        "objects": {"any": {"type": "GeometryCollection", "geometries": geometries}},
    }


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    package, geography = tmp_path / "package", tmp_path / "geography"
    (package / "data").mkdir(parents=True)
    geography.mkdir()
    facts: dict[str, list[dict[str, Any]]] = {
        "regions": [{"code": "75", "nom": "Nouvelle-Aquitaine"}],
        "departements": [{"code": "86", "nom": "Vienne", "region": "75"}],
        "epci": [{"code": "200069854", "nom": "CU", "type": "CU", "membres": [{"code": "86001"}, {"code": "86002"}]}],
        "communes": [
            _commune("86002", "Sans point", codesPostaux=["86000", "86100"]),
            _commune("86001", "Avec point", population=12, anciensCodes=["86009"]),
            _commune("86003", "Déléguée", type="commune-deleguee", chefLieu="86001"),
            _commune("86101", "1er", type="arrondissement-municipal", commune="86002"),
        ],
    }
    for name, rows in facts.items():
        (package / "data" / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    (geography / "communes-points.csv").write_text("code,lat,lon\n86001,46.1,2.2\n")
    shapes = {
        "communes": {"86001": LEFT, "86002": RIGHT},
        "epci": {"200069854": LEFT},
        "departements": {"86": LEFT},
        "regions": {"75": LEFT},
    }
    for name, areas in shapes.items():
        (geography / f"{name}.topojson.gz").write_bytes(gzip.compress(json.dumps(topojson(areas)).encode()))
    return package, geography


def _commune(code: str, name: str, **facts: Any) -> dict[str, Any]:
    return {"code": code, "nom": name, "type": "commune-actuelle", "departement": "86", "region": "75", **facts}


def rows(target: Path, name: str) -> list[list[str]]:
    return list(csv.reader(gzip.decompress((target / f"{name}.csv.gz").read_bytes()).decode().splitlines()))


def test_sources_become_the_shipped_files(sources: tuple[Path, Path], tmp_path: Path) -> None:
    sizes = build(*sources, tmp_path)
    assert rows(tmp_path, "communes") == [
        ["86001", "Avec point", "", "200069854", "86", "75", "12", "46.1", "2.2"],
        ["86002", "Sans point", "86000 86100", "200069854", "86", "75", "0", "46.125", "2.25"],
    ]
    assert rows(tmp_path, "former") == [
        ["86003", "Déléguée", "86001"],
        ["86009", "", "86001"],
        ["86101", "1er", "86002"],
    ]
    assert all((tmp_path / name).stat().st_size for name in ("regions.csv.gz", "departements.csv.gz"))
    assert sum(sizes.values()) == sum(path.stat().st_size for path in tmp_path.iterdir() if path.is_file())


def test_outlines_are_split_by_departement(sources: tuple[Path, Path], tmp_path: Path) -> None:
    build(*sources, tmp_path)
    with zipfile.ZipFile(tmp_path / "outlines-communes.zip") as archive:
        assert archive.namelist() == ["86.json"]
        communes = topology.from_document(json.loads(archive.read("86.json")))
    shape = topology.union(communes.polygons(["86001", "86002"]))
    assert shape is not None
    assert shape.equals(box(2, 46, 3, 46.25))


def test_the_same_sources_give_the_same_bytes(sources: tuple[Path, Path], tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for target in (first, second):
        target.mkdir()
        build(*sources, target)
    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_a_part_keeps_only_its_own_arcs() -> None:
    document = topology.to_document(topojson({"86001": LEFT, "86002": RIGHT}))
    part = topology.part_of(document, ["86002"])
    assert len(part["arcs"]) == 2
    shape = topology.union(topology.from_document(part).polygons(["86002", "unknown"]))
    assert shape is not None
    assert shape.equals(box(2.5, 46, 3, 46.25))


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"communes\.json is missing"):
        call_command("build_geography", tmp_path, tmp_path)


def test_what_is_shipped_stays_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 3_000_000
