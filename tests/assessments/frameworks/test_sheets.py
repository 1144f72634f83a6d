"""Workbooks: what an author's hand may do to one, what is refused and at which cell, and what only wants to harm."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from assessments.frameworks.domain import sheets
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import Reading, read_bytes
from assessments.frameworks.domain.sheets import archive, scan
from assessments.frameworks.domain.sheets.conditions import Unclear, heard, said
from tests.assessments.frameworks.books import (
    QUESTIONS,
    SETTINGS,
    Sheets,
    column_of,
    edited,
    exported,
    opened,
    put,
    row_of,
    saved,
    with_part,
)
from tests.assessments.frameworks.files import small

SHEET = "xl/worksheets/sheet1.xml"


def original() -> Document:
    document = read_bytes(small()).document
    assert document is not None
    return document


def found(reading: Reading) -> dict[str, str]:
    """The codes of the problems with where each first stands."""
    for problem in reading.problems:
        assert "%(" not in problem.what % problem.params
        assert "%(" not in problem.cure % problem.params
    return {problem.code: problem.where for problem in reversed(reading.problems)}


def test_the_main_sheet_is_in_the_order_of_the_tree() -> None:
    rows = opened(exported())[QUESTIONS]
    assert rows[0][:6] == [
        "Ligne / Row",
        "Code",
        "Dans le thème / In theme",
        "Type",
        "Intitulé / Title [fr]",
        "Intitulé / Title [en]",
    ]
    assert [(row[0], row[1]) for row in rows[1:8]] == [
        ("thème", "energy"),
        ("question", "EN1"),
        ("choix", "a"),
        ("choix", "b"),
        ("choix", "c"),
        ("variante", ""),
        ("question", "EN2"),
    ]
    assert rows[row_of(rows, "food-waste")][2] == "waste"


def test_an_author_gets_lists_frozen_headers_and_help() -> None:
    with zipfile.ZipFile(io.BytesIO(exported())) as book:
        sheet = book.read(SHEET).decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert 'state="frozen"' in sheet
    assert "choix unique,choix multiple" in sheet
    assert "<cols>" in sheet
    assert "Ne fusionnez pas de cellules" in texts


def test_untouched_it_reads_back_without_our_formats() -> None:
    assert read_bytes(saved(opened(exported()))).document == original()


# What hands do


def moved_columns(values: Sheets) -> None:
    values[QUESTIONS] = [row[::-1] for row in values[QUESTIONS]]


def blank_rows(values: Sheets) -> None:
    rows = values[QUESTIONS]
    blank: list[Any] = [""] * len(rows[0])
    values[QUESTIONS] = [rows[0], *(line for row in rows[1:] for line in (blank, row))]


def a_title_above(values: Sheets) -> None:
    values[QUESTIONS] = [["Questionnaire de Grand Poitiers"], [""], *values[QUESTIONS]]


def untidy_headers(values: Sheets) -> None:
    headers = values[QUESTIONS][0]
    headers[0], headers[1], headers[3] = "  LIGNE ", "code\u00a0", "« Type »"
    headers[4], headers[5] = "title (FR)", "Intitulé  [EN]"


def own_notes(values: Sheets) -> None:
    values[QUESTIONS][0].append("# à discuter")
    values[QUESTIONS][2].append("voir avec Léa")
    values["Feuil1"] = [["Mes calculs"], [12]]


def sheet_names(values: Sheets) -> None:
    values["QUESTIONS "] = values.pop(QUESTIONS)
    values["settings"] = values.pop(SETTINGS)


def spaces_and_quotes(values: Sheets) -> None:
    for header, code, untidy in [
        ("Code", "EN1", "“EN1” "),
        ("Code", "energy", "\u00a0energy"),
        ("Ligne / Row", "EN2", " Question "),
        ("Type", "EN2", "Pourcentage\u202f"),
        ("Termes / Terms", "“EN1” ", "« kwh » ;"),
        ("Dans le thème / In theme", "food-waste", "’waste’"),
    ]:
        put(code, header, untidy)(values)


def figures_as_texts(values: Sheets) -> None:
    put("EN2", "Poids / Weight", "0,5")(values)
    put("energy", "Poids / Weight", " 2,0 ")(values)
    put("c", "Points", "4")(values)


def english_words(values: Sheets) -> None:
    put("energy", "Ligne / Row", "Theme")(values)
    put("EN1", "Type", "single")(values)
    put("DE3", "Type", "Multiple")(values)
    put("DE1", "Non concerné possible / Not concerned allowed", "NO")(values)
    put("DE4", "Ne sait pas possible / I don't know allowed", False)(values)


def days_of_the_spreadsheet(values: Sheets) -> None:
    put("tertiary", "Depuis / Since", "01/01/2024", "Notes légales")(values)
    put("tertiary", "À revoir avant le / Review by", date(2027, 5, 21), "Notes légales")(values)


@pytest.mark.parametrize(
    "change",
    [
        moved_columns,
        blank_rows,
        a_title_above,
        untidy_headers,
        own_notes,
        sheet_names,
        spaces_and_quotes,
        figures_as_texts,
        english_words,
        days_of_the_spreadsheet,
    ],
)
def test_what_hands_do_changes_nothing(change: Callable[[Sheets], None]) -> None:
    reading = edited(change)
    assert found(reading) == {}
    assert reading.document == original()


def test_an_edit_is_taken() -> None:
    def change(values: Sheets) -> None:
        put("EN2", "Poids / Weight", "1/3")(values)
        put("EN2", "Visible si / Visible if", "EN1 = b, c et non (profil (kinds: company))")(values)
        rows = values[QUESTIONS]
        rows.insert(row_of(rows, "c") + 1, ["choix", "d", "", "", "Encore plus", "Even more", *[""] * 4, 3])
        rows[row_of(rows, "d")] = _spread(rows[0], {"Ligne / Row": "choix", "Code": "d", "Points": 3})

    reading = edited(change)
    assert found(reading) == {"missing": "Questions!E7"}  # the new choice has no title yet
    document = reading.document
    assert document is not None
    questions = {question.code: question for question in document.questions()}
    assert questions["EN2"].weight == Fraction(1, 3)
    assert [choice.code for choice in questions["EN1"].choices] == ["a", "b", "c", "d"]
    assert questions["EN2"].visible_if is not None


def _spread(header: list[Any], values: dict[str, Any]) -> list[Any]:
    return [values.get(name, "") for name in header]


# What is refused, and where


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (put("EN2", "Poids / Weight", "lourd"), "expected", "Questions!N8"),
        (put("EN2", "Type", "curseur"), "unknown_type", "Questions!D8"),
        (put("EN2", "Ligne / Row", "truc"), "sheet_row", "Questions!A8"),
        (put("EN2", "Ligne / Row", ""), "sheet_row", "Questions!A8"),
        (put("EN2", "Code", "EN1"), "duplicate_id", "Questions!B8"),
        (put("EN2", "Intitulé / Title [en]", ""), "missing_text", "Questions!F8"),
        (put("energy", "Points", 3), "sheet_unused", "Questions!K2"),
        (put("energy", "Ligne / Row", "choix"), "sheet_orphan", "Questions!A2"),
        (put("food-waste", "Dans le thème / In theme", "nulle-part"), "dangling", None),
        (put("waste", "Dans le thème / In theme", "food-waste"), "sheet_inside_itself", None),
        (put("EN2", "Visible si / Visible if", "EN1 = b et ou"), "sheet_condition", None),
        (put("EN2", "Visible si / Visible if", "EN1 = b et EN1 = c ou DE1"), "sheet_condition", None),
        (put("EN2", "Pour qui / For whom", "kinds = company"), "expected", None),
        (put("EN2", "Pour qui / For whom", "kinds: shop"), "not_among", None),
        (put("EN1", "Termes / Terms", "mwh"), "dangling", None),
        (put("EN1", "Visible si / Visible if", "EN99 = a"), "dangling", None),
        (put("act", "Phrase du thème / Sentence for theme", "energy", "Niveaux"), "dangling", None),
    ],
)
def test_each_fault_is_named_at_its_cell(change: Callable[[Sheets], None], code: str, where: str | None) -> None:
    reading = edited(change)
    assert not reading.is_sound
    problems = found(reading)
    assert code in problems, problems
    assert "!" in problems[code]
    if where is not None:
        assert problems[code] == where
        line = next(problem.line for problem in reading.problems if problem.code == code)
        assert where.endswith(str(line))


def test_merged_cells_are_named() -> None:
    reading = edited(lambda values: None, lambda book: book.get_worksheet_by_name(QUESTIONS).merge_range("B4:B6", "a"))
    assert found(reading)["sheet_merged"] == "Questions!B4:B6"
    assert not reading.is_sound


def test_a_formula_is_never_computed() -> None:
    def finish(book: Any) -> None:
        book.get_worksheet_by_name(QUESTIONS).write_formula("N8", "=1/2", None, 0.5)

    assert found(edited(lambda values: None, finish)) == {"sheet_formula": "Questions!N8"}


def test_the_formula_of_a_computed_question_may_stand_as_one() -> None:
    """A spreadsheet takes what starts with "=" for its own."""

    def change(values: Sheets) -> None:
        put("DE2", "Type", "calcul")(values)

    def finish(book: Any) -> None:
        sheet = book.get_worksheet_by_name(QUESTIONS)
        rows = opened(exported())[QUESTIONS]
        sheet.write_formula(row_of(rows, "DE2"), column_of(rows, "Formule / Formula"), "=[EN2]*2", None, 0)

    document = edited(change, finish).document
    assert document is not None
    assert next(q.formula for q in document.questions() if q.code == "DE2") == "[EN2]*2"


def test_headers_and_sheets_are_needed() -> None:
    def wrong_header(values: Sheets) -> None:
        values[QUESTIONS][0][4] = "Libellé [fr]"

    def twice(values: Sheets) -> None:
        values[QUESTIONS][0][4] = "Intitulé [en]"

    def none(values: Sheets) -> None:
        values[QUESTIONS] = values[QUESTIONS][1:]

    assert found(edited(wrong_header))["sheet_header"] == "Questions!E1"
    assert found(edited(twice))["sheet_header_twice"] == "Questions!F1"
    assert found(edited(none))["sheet_no_header"] == "Questions!A1"
    assert found(edited(lambda values: values.pop(QUESTIONS) and None)) == {"sheet_missing": ""}
    assert found(edited(put("Version", "Réglage / Setting", "Verison", SETTINGS)))["sheet_setting"] == "Réglages!A3"


def test_what_a_spreadsheet_would_compute_is_written_as_text() -> None:
    texts = ["=1+1", "+33 5", "-5 %", "@SUM(A1)", '=HYPERLINK("http://evil")']
    document = replace(original(), title={"fr": texts[0], "en": texts[1]}, description={"fr": texts[2], "en": texts[3]})
    document = replace(document, source={"fr": texts[4], "en": "s"})
    data = sheets.to_xlsx(document)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
        styles = book.read("xl/styles.xml")
    assert not any(part.count(b"<f>") for part in parts)
    assert b'quotePrefix="1"' in styles
    assert read_bytes(data).document == document


def test_a_text_too_long_for_a_cell_is_said_not_cut() -> None:
    with pytest.raises(sheets.TooLong, match="description"):
        sheets.to_xlsx(replace(original(), description={"fr": "x" * 40_000, "en": "y"}))


# What wants to harm


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_part("xl/theme/theme1.xml", lambda part: b" " * (archive.MAX_UNZIPPED + 1))
    assert len(data) < 200_000
    assert found(read_bytes(data)) == {"sheet_bomb": ""}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'<c r="A2"', b'<c r="XFD1048576"', "sheet_far"),
        (b'<c r="A2"', b'<c r="A20001"', "sheet_far"),
        (b'<c r="A2"', b'<c r="A99999999999"', "sheet_broken"),
        (b"<worksheet ", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet ', "sheet_broken"),
        (b"</worksheet>", b"", "sheet_broken"),
    ],
)
def test_a_hostile_sheet_is_refused(old: bytes, new: bytes, code: str) -> None:
    assert found(read_bytes(with_part(SHEET, lambda part: part.replace(old, new, 1)))).keys() == {code}


def test_one_long_text_in_every_cell_is_counted() -> None:
    """A shared text weighs once in the file, and once by cell in memory."""
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(2, 2000))
    long = b"<t>" + b"x" * 30_000 + b"</t>"
    data = with_part("xl/sharedStrings.xml", lambda part: part.replace(b"<t>Ligne / Row</t>", long, 1))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            head, _, tail = part.partition(b"<sheetData>") if name == SHEET else (part, b"", b"")
            end = tail[tail.index(b"</sheetData>") :] if name == SHEET else b""
            target.writestr(name, head + b"<sheetData>" + rows + end if name == SHEET else part)
    assert found(read_bytes(out.getvalue())) == {"sheet_bomb": ""}


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_cut_workbook_is_said_to_be_damaged(share: float) -> None:
    data = exported()
    assert found(read_bytes(data[: int(len(data) * share)])) == {"sheet_broken": ""}


def test_other_archives_are_told_what_to_do() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<a/>")
    assert found(read_bytes(out.getvalue())) == {"sheet_format": ""}


def test_too_many_sheets_and_parts() -> None:
    many = {**opened(exported()), **{f"S{n}": [[1]] for n in range(scan.MAX_SHEETS)}}
    assert found(read_bytes(saved(many))) == {"sheet_bomb": ""}


# The line that says a condition


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("EN1", {"question": "EN1"}),
        ("EN1 = s2", {"question": "EN1", "among": ["s2"]}),
        ("EN4 >= 10 & EN4 <= 20", {"question": "EN4", "at_least": "10", "at_most": "20"}),
        ("A = b and not (C)", {"all": [{"question": "A", "among": ["b"]}, {"not": {"question": "C"}}]}),
        ("(A or B) et C", {"all": [{"any": [{"question": "A"}, {"question": "B"}]}, {"question": "C"}]}),
        ("profil (kinds: company, association)", {"profile": {"kinds": ["company", "association"]}}),
        ("« EN1 » ", None),
        ('{"all": []}', {"all": []}),
        ("A and B or C", None),
        ("A = ", None),
        ("(A", None),
        ("", None),
        ("{" * 5000, None),
        ("(" * 5000, None),
    ],
)
def test_a_condition_in_one_line(line: str, condition: dict[str, Any] | None) -> None:
    if condition is None:
        with pytest.raises(Unclear):
            heard(line)
    else:
        assert heard(line) == condition
        assert heard(said(condition)) == condition


def test_exact_figures_survive() -> None:
    weights = [Fraction(1, 3), Fraction("0.1"), Fraction(10**9), Fraction(Decimal("123456789.123456789"))]
    for weight in weights:
        document = replace(original(), themes=(replace(original().themes[0], weight=weight), *original().themes[1:]))
        assert read_bytes(sheets.to_xlsx(document)).document == document
