"""Workbooks edited by hand, for tests: an export whose cells, headers and rows are changed, then written again."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from assessments.frameworks.domain import sheets
from assessments.frameworks.domain.files import Reading, read_bytes
from tests.assessments.frameworks.files import small

Rows = list[list[Any]]
Sheets = dict[str, Rows]
QUESTIONS, SETTINGS = "Questions", "Réglages"


def exported() -> bytes:
    document = read_bytes(small()).document
    assert document is not None
    return sheets.to_xlsx(document)


def opened(data: bytes) -> Sheets:
    """The values of each sheet, as a person sees them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def saved(values: Sheets, finish: Callable[[Any], None] | None = None) -> bytes:
    """A workbook of these values, with none of our formats; `finish` may do more to it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in values.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(at, column, value, *([day] if hasattr(value, "year") else []))
    if finish is not None:
        finish(book)
    book.close()
    return out.getvalue()


def edited(change: Callable[[Sheets], None], finish: Callable[[Any], None] | None = None) -> Reading:
    """What is read of the small framework's export after `change`."""
    values = opened(exported())
    change(values)
    return read_bytes(saved(values, finish), "small.xlsx")


def column_of(rows: Rows, header: str) -> int:
    return next(at for at, value in enumerate(rows[0]) if value == header)


def row_of(rows: Rows, code: str) -> int:
    return next(at for at, row in enumerate(rows) if code in row[:3])


def put(code: str, header: str, value: Any, sheet: str = QUESTIONS) -> Callable[[Sheets], None]:
    """Write `value` in the row of `code` under `header`."""

    def change(values: Sheets) -> None:
        rows = values[sheet]
        row = rows[row_of(rows, code)]
        at = column_of(rows, header)
        row.extend([""] * (at + 1 - len(row)))
        row[at] = value

    return change


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The export with one part of its archive changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(exported())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            part = source.read(entry)
            target.writestr(entry, change(part) if entry == name else part)
    return out.getvalue()
