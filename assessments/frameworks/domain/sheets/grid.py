"""The sheets of a workbook as rows of values, once everything in it was counted."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineWorkbook

from assessments.frameworks.domain.sheets.archive import unzipped, zipped
from assessments.frameworks.domain.sheets.scan import Sheet, part_names, scan
from assessments.frameworks.domain.sheets.words import SPACES
from assessments.frameworks.domain.values import CONTROL, Refused


def column_name(at: int) -> str:
    """A, B, … Z, AA, … from 0."""
    name = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(65 + letter) + name
    return name


@dataclass(frozen=True, slots=True)
class Grid:
    """`values[row][column]`, from 0; None where nothing is written."""

    name: str
    values: list[list[Any]]
    sheet: Sheet

    def cell(self, row: int, column: int) -> str:
        """Its name, as people say it: "Questions!D12"."""
        return f"{self.name}!{column_name(column)}{row + 1}"

    def rows(self, start: int) -> Iterator[tuple[int, list[Any]]]:
        """The rows from `start` on that hold something."""
        formulas = {row for row, _ in self.sheet.formulas}
        for number, row in enumerate(self.values[start:], start):
            if number in formulas or any(value is not None for value in row):
                yield number, row


def read_grids(data: bytes) -> list[Grid]:
    """Raises Refused where the file is not a workbook, is broken, or holds too much."""
    parts = unzipped(data)
    sheets = scan(parts)
    names = part_names(parts)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(zipped(parts)))
        return [
            Grid(name, _values(book.get_sheet_by_name(name).to_python(skip_empty_area=False)), sheets[names[name]])
            for name in book.sheet_names
            if names.get(name) in sheets
        ]
    except BaseException as fault:
        # A panic of the library is no Exception
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise Refused("sheet_broken", 1) from fault
        raise


def _values(rows: list[list[Any]]) -> list[list[Any]]:
    return [[_value(value) for value in row] for row in rows]


def _value(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return CONTROL.sub("", value) if value.strip(SPACES) else None
