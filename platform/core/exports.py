"""Tables that people take away. No cell ever begins a formula: a spreadsheet would run it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

import xlsxwriter
from django.http import HttpResponse, StreamingHttpResponse

BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""OWASP, "CSV Injection"; the wide signs are read as the narrow ones by some spreadsheets."""
Download = TypeVar("Download", HttpResponse, StreamingHttpResponse)
Cell = str | int | float | Decimal | date | datetime | bool | None


def plain(cell: Cell) -> str | int | float | Decimal | bool:
    """What is written for `cell`: a text that would begin a formula is led by an apostrophe; a day is ISO."""
    if cell is None:
        return ""
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    if isinstance(cell, str) and cell.lstrip(" ").startswith(BEGINS_FORMULA):
        return f"'{cell}"
    return cell


class _Line:
    """What the csv module writes to: it hands back each line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Lines for a French spreadsheet: a byte order mark, semicolons."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow([plain(cell) for cell in header])
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row])


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """A download called `name`. `rows` is read while it is sent: read it whole first where a scope is needed."""
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8")
    return _as_file(response, name)


def xlsx_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A download called `name`: one sheet, its first row fixed."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for place, row in enumerate([header, *rows]):
            sheet.write_row(place, 0, [plain(cell) for cell in row])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _as_file(HttpResponse(kept.getvalue(), content_type=kind), name)


def _as_file(response: Download, name: str) -> Download:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
