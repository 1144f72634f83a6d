"""Cells that say where a node comes from."""

import csv
import re
from fractions import Fraction

import pytest

from assessments.frameworks.domain.files import read_path
from assessments.frameworks.domain.origins import Origin, parse
from tests.assessments.frameworks.files import TET_ECI, TET_TE, needs_real_files


def told(cell: str) -> list[tuple[str, str, str]]:
    return [(origin.framework, origin.code, str(origin.weight)) for origin in parse(cell, "n").origins]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Cae_1.1.2.2.3 (1)", [("cae", "1.1.2.2.3", "1")]),
        ("Cae_1.1.2.2.3", [("cae", "1.1.2.2.3", "1")]),
        ("Eci_2.4.2 (0,25)\n Cae_1.2 (0.5)", [("eci", "2.4.2", "1/4"), ("cae", "1.2", "1/2")]),
        ("Cae_1.3.2.1 (0,5) Cae_1.3.2.2 (0,33)", [("cae", "1.3.2.1", "1/2"), ("cae", "1.3.2.2", "33/100")]),
        ("CAE_1.2.3.2.19 (0,5", [("cae", "1.2.3.2.19", "1/2")]),
        ("Cae_1.1 (0,5\n Eci_2.1", [("cae", "1.1", "1/2"), ("eci", "2.1", "1")]),
        ("Cae_1.1, Cae_1.2; Cae_1.3", [("cae", "1.1", "1"), ("cae", "1.2", "1"), ("cae", "1.3", "1")]),
        ("Te_1.1.1alter.1 ( 2 )", [("te", "1.1.1alter.1", "2")]),
        ("Cae _ 1.2.", [("cae", "1.2", "1")]),
        ("", []),
    ],
)
def test_references_are_read_however_they_are_typed(cell: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(cell) == expected
    assert parse(cell, "n").unread == ()


@pytest.mark.parametrize("cell", ["Nouvelle action", "nouvelle action.", "NOUVELLE", "Nouveau"])
def test_a_new_action_has_no_origin(cell: str) -> None:
    said = parse(cell, "n")
    assert (said.is_new, said.origins, said.unread) == (True, (), ())


@pytest.mark.parametrize(
    ("cell", "piece"),
    [
        ("Cae_1.1 (0)", "Cae_1.1 (0)"),
        ("Cae_1.1 (-1)", "Cae_1.1 (-1)"),
        ("Cae_1.1 (moitié)", "Cae_1.1 (moitié)"),
        ("Cae_1.1\nvoir avec Paul", "voir avec Paul"),
        ("1.1.2", "1.1.2"),
    ],
)
def test_what_says_nothing_is_named(cell: str, piece: str) -> None:
    assert parse(cell, "n").unread == (piece,)


@needs_real_files
def test_the_real_table_has_885_origins() -> None:
    """Counted again from the file by a plain search, and looked up in the older table that we hold."""
    origins = read_path(TET_TE).origins
    assert len(origins) == 885
    with TET_TE.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["Identifiant"], row["Origine"]) for row in csv.DictReader(file)]
    found = {
        (new, name.lower(), code) for new, cell in rows for name, code in re.findall(r"(?i)(cae|eci)_([\d.]+)", cell)
    }
    assert {(origin.new, origin.framework, origin.code) for origin in origins} == found
    assert sum("Nouvelle" in cell for _, cell in rows) == 61
    with TET_ECI.open(encoding="utf-8-sig", newline="") as file:
        older = {row["identifiant"] for row in csv.DictReader(file)}
    circular = [origin for origin in origins if origin.framework == "eci"]
    assert len(circular) == 231
    assert all(origin.code in older for origin in circular)
    halves = [origin for origin in origins if origin.weight == Fraction(1, 2)]
    assert len(halves) == 79
    assert isinstance(origins[0], Origin)
