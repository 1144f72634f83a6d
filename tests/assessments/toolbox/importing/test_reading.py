"""Files read without a database: the real catalogues key by key, agents' tables, files that are none."""

import io
import time
import zipfile
from collections import Counter
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from assessments.toolbox.importing import tee, wording
from assessments.toolbox.importing.drafts import Parsed
from assessments.toolbox.importing.table import read_resources
from assessments.toolbox.importing.vocabulary import Vocabulary
from assessments.toolbox.importing.words import effort_level, years_of
from tests.assessments.toolbox.importing.files import real

WORDS = Vocabulary({"energie": "energy", "energy": "energy"}, {"en1": "EN1"}, frozenset({"86194"}))


def read(text: str) -> Parsed:
    return read_resources(text.encode(), WORDS, "Ville")


def test_every_aid_is_read_and_what_is_not_is_counted() -> None:
    parsed = tee.read_programs(real("tee-programs.json"))
    assert (len(parsed.drafts), parsed.problems) == (260, [])
    assert set(parsed.unread) == {
        "illustration", "metaTitre", "metaDescription", "publicodes", "type",
        "adresse @example.org", "objectifs.liens.formulaire", "objectifs.liens.lien",
    }  # fmt: skip
    assert Counter(draft.kind for draft in parsed.drafts) == {"service": 116, "aid": 118, "training": 26}
    assert sum("public_body" in draft.eligibility.kinds for draft in parsed.drafts) == 60
    assert sum(draft.eligibility.micro == "no" for draft in parsed.drafts) == 47
    assert sum(draft.eligibility.most is not None for draft in parsed.drafts) == 64
    assert sum(bool(draft.eligibility.areas) for draft in parsed.drafts) == 119
    assert Counter(draft.eligibility.years for draft in parsed.drafts) == {None: 235, 3: 12, 1: 9, 2: 4}
    assert all(draft.title and draft.summary and draft.themes and draft.url for draft in parsed.drafts)


def test_regional_variants_are_told() -> None:
    drafts = {draft.source_id: draft for draft in tee.read_programs(real("tee-programs.json")).drafts}
    assert "- Centre-Val de Loire : 350€ HT" in drafts["visite-energie"].conditions["fr"]
    assert drafts["accelerateur-decarbonation"].suspended


def test_every_action_is_read_with_its_links() -> None:
    parsed = tee.read_projects(real("tee-projects.json"))
    assert (len(parsed.drafts), parsed.problems) == (91, [])
    aids = [source for draft in parsed.drafts for source, _name in draft.related if source == "tee-programs"]
    assert len(aids) + parsed.unread["programs: the same aid twice"] == 1_323


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[", b"[1]", b"\xff\xfe", b"[" * 100_000, b'[{"id": 4}]', b'[{"id": "a"}]']
)
def test_a_catalogue_that_is_none_never_raises(data: bytes) -> None:
    for reader in (tee.read_programs, tee.read_projects):
        parsed = reader(data)
        assert parsed.problems
        assert not parsed.drafts


def test_an_aid_that_contradicts_itself_is_rejected_with_its_row() -> None:
    parsed = tee.read_programs(
        b'[{"id": "a", "titre": "A", "eligibilityData": {"company": {"minEmployees": 50, "maxEmployees": 10}}},'
        b' {"id": "b", "titre": "B", "eligibilityData": {"validity": {"start": "02/01/2027", "end": "01/01/2027"}}},'
        b' {"id": "c", "titre": "C"}, {"id": "c", "titre": "C"}]'
    )
    assert [(problem.row, problem.code) for problem in parsed.problems] == [
        (1, "contradiction"), (2, "dates_reversed"), (4, "twice"),
    ]  # fmt: skip
    assert [draft.source_id for draft in parsed.drafts] == ["c"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Au moins 3 ans d’activité", 3),
        ("Au moins un an d'activité", 1),
        ("Au moins 3 ans d'activité ou deux bilans couvrant une durée minimum de 24 mois", 2),
        ("Éligible à toutes les entreprises", None),
    ],
)
def test_years_of_activity(text: str, years: int | None) -> None:
    assert years_of(text) == years


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("3h", 1),
        ("1 journée", 1),
        ("1/2 à 1 journée", 1),
        ("2 jours", 2),
        ("13 jours", 3),
        ("12 mois", 3),
        ("Variable", None),
    ],
)
def test_effort(text: str, level: int | None) -> None:
    assert effort_level(text) == level


ROWS: list[tuple[str, str, Any]] = [
    ("Type", "Aide", ("kind", "aid")),
    ("Kind", "formations", ("kind", "training")),
    ("Thèmes", "Énergie", ("themes", ("energy",))),
    ("Questions", "en1", ("questions", ("EN1",))),
    ("Date limite", "31/12/2026", ("deadline", date(2026, 12, 31))),
    ("Deadline", "2026-12-31", ("deadline", date(2026, 12, 31))),
    ("Niveau d’effort", "Léger", ("effort_level", 1)),
    ("Adresse web", "exemple.fr", ("url", "https://exemple.fr")),
    ("Suspendue", "oui", ("suspended", True)),
]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(("head", "cell", "expected"), ROWS)
def test_columns_by_french_or_english_heads(separator: str, head: str, cell: str, expected: tuple[str, Any]) -> None:
    (draft,) = read(f"Titre{separator}{head}\nPrime{separator}{cell}\n").drafts
    assert getattr(draft, expected[0]) == expected[1]


@pytest.mark.parametrize(
    ("head", "cell", "field", "expected"),
    [
        ("Tailles", "10 à 19 salariés|20-49|500+", "sizes", {"10-19", "20-49", "500+"}),
        ("NAF", "5610a\n10, C", "naf", {"56.10A", "10", "C"}),
        ("Pour qui", "Entreprises, associations", "kinds", {"company", "association"}),
        ("Régions", "Nouvelle-Aquitaine, 11", "areas", {"region:75", "region:11"}),
        ("Départements", "Vienne, 1", "areas", {"departement:86", "departement:01"}),
        ("Communes", "Poitiers, Vienne (38), 59350", "areas", {"commune:86194", "commune:38544", "commune:59350"}),
        ("EPCI", "200069854", "areas", {"epci:200069854"}),
    ],
)
def test_lists_of_a_table(head: str, cell: str, field: str, expected: set[str]) -> None:
    (draft,) = read(f'Titre;{head}\nPrime;"{cell}"\n').drafts
    assert getattr(draft.eligibility, field) == expected


@pytest.mark.parametrize(
    ("head", "cell", "code"),
    [
        ("Date limite", "31/02/2027", "bad_date"), ("Tailles", "beaucoup", "bad_size"), ("NAF", "00.00Z", "bad_naf"),
        ("Régions", "Narnia", "unknown_place"), ("Communes", "Saint-Denis", "many_places"),
        ("Type", "truc", "unknown_word"), ("Thèmes", "truc", "unknown_theme"), ("Adresse web", "a b", "bad_address"),
        ("Résumé", "=HYPERLINK(1)", "formula"), ("Salariés minimum", "dix", "bad_number"),
        ("Coût", "x" * 301, "too_long"), ("Suspendue", "peut-être", "yes_or_no"), ("Code", "é à", "bad_code"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_its_row_and_column(head: str, cell: str, code: str) -> None:
    parsed = read(f"Titre;{head}\nBonne;\nPrime;{cell}\n")
    (problem,) = parsed.problems
    assert (problem.row, problem.column, problem.code) == (3, head, code)
    assert [draft.title["fr"] for draft in parsed.drafts] == ["Bonne"]
    assert wording.sentence(problem.code, problem.params)


def test_encodings_and_unknown_columns() -> None:
    text = "Titre;Résumé;Couleur\nÉté;à l’œuvre;vert\n"
    for data in (text.encode(), text.encode("cp1252"), text.encode("utf-8-sig"), text.encode("utf-16")):
        parsed = read_resources(data, WORDS)
        assert parsed.drafts[0].summary == {"fr": "à l’œuvre"}
        assert parsed.unread == {"Couleur": 1}


def workbook(rows: list[list[Any]], formula: str = "") -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        if formula:
            sheet.write_formula(len(rows), 0, formula)
    return kept.getvalue()


def test_a_workbook_with_a_title_above_its_heads_and_a_formula() -> None:
    data = workbook([["Nos aides 2026"], ["Titre", "Salariés minimum"], ["Prime", 10]], "=1+1")
    parsed = read_resources(data, WORDS)
    assert [(draft.title["fr"], draft.eligibility.least, draft.row) for draft in parsed.drafts] == [("Prime", 10, 3)]
    assert [(problem.row, problem.code) for problem in parsed.problems] == [(4, "formula")]


def bomb() -> bytes:
    """200 MB that weigh 200 kB."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"%PDF-1.7", "pdf"), (b"\xd0\xcf\x11\xe0", "xls"), (b"\x89PNG", "picture"),
        (b"PK\x03\x04", "archive"), (b"\0\1\2" * 99, "binary"), (b"a;b\n1;2", "no_heads"),
        (b"t;" * 1_000_000, "too_wide"), (b"Titre\n" + b"x\n" * 20_001, "too_many"),
        (b"x" * 10_000_001, "too_big"), (bomb, "bomb"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words_at_once(data: Any, code: str) -> None:
    given = data() if callable(data) else data
    start = time.process_time()
    parsed = read_resources(given, WORDS)
    assert time.process_time() - start < 1
    assert [problem.code for problem in parsed.problems] == [code]
    assert wording.sentence(code, parsed.problems[0].params)
