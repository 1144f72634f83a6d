"""The shipped files: what they hold, how they are read and written.

The same facts give the same bytes: rows come sorted and gzip carries no date.
"""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"


class RegionFact(NamedTuple):
    code: str
    name: str


class DepartementFact(NamedTuple):
    code: str
    name: str
    region: str


class IntercommunalityFact(NamedTuple):
    siren: str
    name: str
    kind: str


class CommuneFact(NamedTuple):
    """`postcodes` are separated by spaces; `epci` is a SIREN or ""; the point is WGS 84 degrees or None."""

    code: str
    name: str
    postcodes: str
    epci: str
    departement: str
    region: str
    population: int
    latitude: float | None
    longitude: float | None


class FormerFact(NamedTuple):
    """Another code that leads to a commune: a municipal arrondissement, a delegated or a merged commune.

    `name` is "" where only the code is known.
    """

    code: str
    name: str
    commune: str


def read_regions() -> list[RegionFact]:
    return [RegionFact(*row) for row in _rows("regions")]


def read_departements() -> list[DepartementFact]:
    return [DepartementFact(*row) for row in _rows("departements")]


def read_intercommunalities() -> list[IntercommunalityFact]:
    return [IntercommunalityFact(*row) for row in _rows("intercommunalities")]


def read_communes() -> Iterator[CommuneFact]:
    """One fact at a time, by code."""
    for code, name, postcodes, epci, departement, region, population, latitude, longitude in _rows("communes"):
        yield CommuneFact(
            code,
            name,
            postcodes,
            epci,
            departement,
            region,
            int(population),
            _degrees(latitude),
            _degrees(longitude),
        )


def read_former() -> Iterator[FormerFact]:
    for row in _rows("former"):
        yield FormerFact(*row)


def write_table(folder: Path, name: str, facts: Iterable[Sequence[Any]]) -> int:
    """Write sorted facts to `name`.csv.gz; the number of bytes."""
    text = io.StringIO()
    rows = sorted(facts, key=lambda fact: (fact[0], fact[-1]))
    csv.writer(text, lineterminator="\n").writerows(rows)
    return _write(folder / f"{name}.csv.gz", text.getvalue())


def write_json(folder: Path, name: str, document: object) -> int:
    """Write `document` to `name`.json.gz; the number of bytes."""
    return _write(folder / f"{name}.json.gz", _compact(document))


def write_members(folder: Path, name: str, documents: Mapping[str, object]) -> int:
    """Write each document to a member of `name`.zip, to be read alone; the number of bytes."""
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member, document in sorted(documents.items()):
            undated = zipfile.ZipInfo(f"{member}.json")
            archive.writestr(undated, _compact(document), zipfile.ZIP_DEFLATED, 9)
    return path.stat().st_size


def read_json(name: str) -> Any:
    return json.loads(gzip.decompress((DATA / f"{name}.json.gz").read_bytes()))


def read_member(name: str, member: str) -> Any:
    """One document of `name`.zip; None where there is no such member."""
    with zipfile.ZipFile(DATA / f"{name}.zip") as archive:
        try:
            return json.loads(archive.read(f"{member}.json"))
        except KeyError:
            return None


def _rows(name: str) -> Iterator[list[str]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines)


def _compact(document: object) -> str:
    return json.dumps(document, separators=(",", ":"))


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _write(path: Path, text: str) -> int:
    packed = gzip.compress(text.encode(), 9, mtime=0)
    path.write_bytes(packed)
    return len(packed)
