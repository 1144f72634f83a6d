"""What a form sends for dates, scales, tables, figures and files: forgiving with writing, firm on sense."""

from pathlib import Path
from typing import Any

import pytest

from assessments.frameworks.domain.files import read_path
from assessments.frameworks.domain.plan import plan_of
from assessments.responses import wording
from assessments.responses.domain.cells import CellErrors
from assessments.responses.domain.reading import read
from assessments.responses.phrasing import formula
from assessments.scoring import AnswerError, resolve

FILE = Path(__file__).parents[2] / "e2e" / "every_kind.yaml"
PLAN = plan_of(read_path(FILE).document)  # type: ignore[arg-type]
FRAMEWORK = PLAN.framework
KEY = "0b5b7a0c-5d4c-4f0e-9d3e-0d3b7f1f2a11"


@pytest.mark.parametrize(
    ("code", "texts", "expected"),
    [
        ("WA2", ["2026-11-21"], "2026-11-21"),
        ("WA2", ["21/11/2026"], "2026-11-21"),
        ("WA2", ["1.2.2026"], "2026-02-01"),
        ("WA2", ["", "unknown"], "unknown"),
        ("WA3", ["rain=p", "taps=a"], {"taps": "a", "rain": "p"}),
        ("WA3", ["taps=", "garden=na"], {"garden": "na"}),
        ("WA3", ["na"], "na"),
        ("WA3", [], None),
        ("WT2", ["0.what=Verre", "0.tonnes=1 234,5", "0.reused=12 %", "0.since=1/2/2020"],
         [{"what": "Verre", "tonnes": 1234.5, "reused": 12, "since": "2020-02-01"}]),
        ("WT2", ["0.what=", "3.what=a=b", "1.tonnes=2"], [{"tonnes": 2}, {"what": "a=b"}]),
        ("WT2", ["0.what= ", "unknown"], "unknown"),
        ("WT2", ["0.what="], None),
        ("WT5", ["1.number=4"], [{}, {"number": 4}]),
        ("WT4", [KEY.upper()], KEY),
        ("WT4", [""], None),
    ],
)  # fmt: skip
def test_read(code: str, texts: list[str], expected: Any) -> None:
    assert read(FRAMEWORK, code, texts) == expected


@pytest.mark.parametrize(
    ("code", "texts", "fault"),
    [
        ("WA2", ["31/02/2026"], "not_a_date"),
        ("WA2", ["0002-01-01"], "not_a_date"),
        ("WA2", ["hier"], "not_a_date"),
        ("WA2", ["2026-11-21", "2026-11-22"], "several"),
        ("WA2", ["2026-11-21", "unknown"], "both"),
        ("WA3", ["taps"], "wrong_shape"),
        ("WA3", ["taps=p", "taps=a"], "wrong_shape"),
        ("WA3", ["nowhere=p"], "wrong_shape"),
        ("WA3", ["taps=z"], "unknown_choice"),
        ("WA3", ["taps=p", "unknown"], "both"),
        ("WA6", ["12"], "computed"),
        ("WA6", ["unknown"], "computed"),
        ("WT2", ["-1.what=x"], "wrong_shape"),
        ("WT2", ["99999.what=x"], "wrong_shape"),
        ("WT2", ["٣.what=x"], "wrong_shape"),
        ("WT2", ["0.nothing=x"], "wrong_shape"),
        ("WT2", ["0=x"], "wrong_shape"),
        ("WT2", [f"{row}.what=x" for row in range(6)], "too_many_rows"),
        ("WT2", [f"{row}.what=x" for row in range(5000)], "too_many_rows"),
        ("WT2", ["0.tonnes=beaucoup"], "cells"),
        ("WT2", ["0.reused=101"], "cells"),
        ("WT2", ["0.since=demain"], "cells"),
        ("WT2", ["0.what=" + "x" * 501], "cells"),
        ("WT5", ["2.number=1"], "wrong_shape"),
        ("WT4", ["../../etc/passwd"], "unknown_evidence"),
        ("WT4", ["unknown", KEY], "both"),
    ],
)
def test_refused(code: str, texts: list[str], fault: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        read(FRAMEWORK, code, texts)
    assert refusal.value.code == fault


def test_every_wrong_cell_is_said_in_its_row_and_column() -> None:
    with pytest.raises(CellErrors) as refusal:
        read(FRAMEWORK, "WT2", ["1.tonnes=x", "0.tonnes=2", "1.reused=200", "0.since=x"])
    assert wording.cell_faults(refusal.value, PLAN.question("WT2")) == {
        "0.since": "Ligne 1, Trié depuis\u00a0: écrivez une date avec le jour, le mois et l’année\u00a0: 21/11/2026.",
        "1.tonnes": "Ligne 2, Quantité\u00a0: écrivez un nombre en chiffres (tonnes).",
        "1.reused": "Ligne 2, Part réemployée\u00a0: écrivez un pourcentage entre 0 et 100.",
    }


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("WA2", "2026-11-21"),
        ("WA3", {"taps": "a", "rain": "na"}),
        ("WT2", [{"what": "Verre", "tonnes": 1234.5}, {"reused": 12, "since": "2020-02-01"}]),
        ("WT5", [{}, {"number": 4}]),
        ("WT4", KEY),
        ("WT2", "unknown"),
    ],
)
def test_a_form_gives_back_what_it_was_given(code: str, value: Any) -> None:
    assert read(FRAMEWORK, code, wording.as_texts(value)) == value


@pytest.mark.parametrize(
    ("code", "value", "lines"),
    [
        ("WA2", "2026-01-01", ("1er janvier 2026",)),
        ("WA3", {"taps": "a", "rain": "na"}, (
            "Robinets et toilettes\u00a0: Partout", "Récupération de l'eau de pluie\u00a0: Non concerné",
        )),
        ("WT2", [{"what": "Verre", "tonnes": 1.5, "reused": 12}], ("Verre, 1,5\u00a0tonnes, 12\u00a0%",)),
        ("WT5", [{}, {"number": 4}], ("Papier et carton\u00a0: 4\u00a0par mois",)),
        ("WT4", KEY, ("Un fichier est joint",)),
        ("WT2", "na", ("Non concerné",)),
        ("WT2", None, ()),
    ],
)  # fmt: skip
def test_in_words(code: str, value: Any, lines: tuple[str, ...]) -> None:
    assert wording.lines(PLAN.question(code), value) == lines


def test_a_formula_is_said_with_names() -> None:
    assert formula(PLAN, PLAN.question("WA6")) == "«\u00a0Eau consommée\u00a0» ÷ «\u00a0Personnes sur place\u00a0»"
    assert formula(PLAN, PLAN.question("WT3")) == "somme\u00a0(«\u00a0Quantité\u00a0» de «\u00a0Déchets triés\u00a0»)"


def test_a_figure_is_said_with_its_unit() -> None:
    figure = resolve(FRAMEWORK, {"WA4": 100, "WA5": 3}, None).answers["WA6"]
    assert wording.in_words(PLAN.question("WA6"), figure) == "33,33\u00a0m³ par personne"
