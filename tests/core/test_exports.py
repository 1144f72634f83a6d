"""What is taken away runs nothing in a spreadsheet."""

import io
import zipfile
from datetime import date

import pytest

from core.exports import csv_lines, csv_response, plain, xlsx_response

BAD = ["=1+1", "+33 1", "-2+3", "@SUM(A1)", "\tx", "\r=1", " =1", "＝1+1"]


@pytest.mark.parametrize("text", BAD)
def test_a_text_never_begins_a_formula(text: str) -> None:
    assert plain(text) == f"'{text}"


def test_numbers_days_and_plain_texts_stay() -> None:
    assert [plain(cell) for cell in (-3, 2.5, "a = b", None, date(2026, 3, 1))] == [-3, 2.5, "a = b", "", "2026-03-01"]


def test_a_french_spreadsheet_reads_it() -> None:
    text = "".join(csv_lines(["Nom", "Commune"], [["Café; thé", "=cmd"]]))
    assert text == '\ufeffNom;Commune\r\n"Café; thé";\'=cmd\r\n'


def test_a_download_says_its_name() -> None:
    response = csv_response("suivi.csv", ["Nom"], [["a"]])
    assert response["Content-Disposition"] == 'attachment; filename="suivi.csv"'
    assert b"".join(response.streaming_content).decode().endswith("Nom\r\na\r\n")  # type: ignore[arg-type]


def test_a_worksheet_holds_no_formula() -> None:
    content = xlsx_response("suivi.xlsx", ["Nom"], [[text] for text in BAD]).content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "'=1+1" in book.read("xl/sharedStrings.xml").decode()
