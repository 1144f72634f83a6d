"""A sheet with headers as rows of values that know their cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.sheets import cells
from assessments.frameworks.domain.sheets.conditions import Unclear
from assessments.frameworks.domain.sheets.grid import Grid
from assessments.frameworks.domain.sheets.layout import Column
from assessments.frameworks.domain.sheets.words import folded, plain
from assessments.frameworks.domain.values import Map, Seq

HEADER_ROWS = 10
"""Where a header may stand: an author puts a title above."""
OWN = "#"
"""Starts the header of a column that is the author's own."""
_LANGUAGE = re.compile(r"(.*?)\s*[\[(]\s*([A-Za-z]{2,3})\s*[\])]\s*\Z", re.DOTALL)


def valued(value: Any, line: int, cell: str) -> Any:
    """Plain values as those of a file, which know where they stand."""
    if isinstance(value, dict):
        made = Map(line, cell)
        made.update({key: valued(item, line, cell) for key, item in value.items()})
        return made
    if isinstance(value, list):
        items = Seq(line)
        items.extend(valued(item, line, cell) for item in value)
        items.lines = [line] * len(items)
        return items
    return value


def put(row: Map, key: str, value: Any, cell: str) -> None:
    """Give `row` a value, and the cell that it comes from."""
    row[key] = value
    row.lines[key] = row.line
    row.cells[key] = cell


@dataclass(slots=True)
class Table:
    """`places`: the column of the file and the language ("" for none) of each column of the grid."""

    grid: Grid
    notes: Notes
    columns: tuple[Column, ...]
    start: int = 0
    places: dict[int, tuple[Column, str]] = field(default_factory=dict)

    def find_header(self) -> bool:
        """Look for the header row; False, noted, when there is none."""
        best = max(range(min(HEADER_ROWS, len(self.grid.values))), key=self._known, default=None)
        if best is None or self.columns[0] not in self._named(best):
            self.notes.add("sheet_no_header", 1, f"{self.grid.name}!A1", name=self.columns[0].title)
            return False
        self.start = best + 1
        for at, value in enumerate(self.grid.values[best]):
            if value is not None and not plain(value).strip().startswith(OWN):
                self._place(best, at, plain(value))
        self._note_merged()
        return True

    def _known(self, row: int) -> int:
        return len(self._named(row))

    def _named(self, row: int) -> list[Column]:
        """The columns that the cells of the row are the headers of."""
        headers = (self._column(plain(value)) for value in self.grid.values[row] if value is not None)
        return [known[0] for known in headers if known is not None]

    def _column(self, header: str) -> tuple[Column, str] | None:
        found = _LANGUAGE.match(header)
        title, language = (found[1], found[2].lower()) if found else (header, "")
        halves = {folded(title), *(folded(half) for half in title.split("/"))}
        for column in self.columns:
            if halves & {folded(column.title), folded(column.french), folded(column.english), column.key}:
                return column, language
        return None

    def _place(self, row: int, at: int, header: str) -> None:
        known = self._column(header)
        cell = self.grid.cell(row, at)
        if known is None:
            self.notes.add("sheet_header", row + 1, cell, value=header[:60])
            return
        column, language = known
        if column.kind == "text":
            language = language or self.notes.languages[0]
        if (column, language) in self.places.values():
            self.notes.add("sheet_header_twice", row + 1, cell, value=header[:60])
        self.places[at] = (column, language if column.kind == "text" else "")

    def _note_merged(self) -> None:
        for reference in self.grid.sheet.merged:
            line = re.search(r"[0-9]+", reference)
            self.notes.add("sheet_merged", int(line[0]) if line else 1, f"{self.grid.name}!{reference}")

    def read(self) -> Iterator[Map]:
        """Each row that holds something, by key; the texts of several languages under one key."""
        for number, values in self.grid.rows(self.start):
            row = Map(number + 1, self.grid.cell(number, 0))
            for at, (column, language) in self.places.items():
                row.cells.setdefault(column.key, self.grid.cell(number, at))
                row.lines[column.key] = row.line
                self._take(row, column, language, self._value(number, at, values, column))
            if row:
                yield row

    def _value(self, number: int, at: int, values: list[Any], column: Column) -> Any:
        formula = self.grid.sheet.formulas.get((number, at))
        if formula is None:
            return values[at] if at < len(values) else None
        if column.key == "formula":
            return formula
        self.notes.add("sheet_formula", number + 1, self.grid.cell(number, at), value=formula[:60])
        return None

    def _take(self, row: Map, column: Column, language: str, value: Any) -> None:
        cell = row.cells[column.key]
        if column.kind == "text":
            self._take_text(row, column.key, language, value)
        elif value is not None:
            try:
                put(row, column.key, valued(cells.read(column, value), row.line, cell), cell)
            except Unclear:
                self.notes.add("sheet_condition", row.line, cell, value=plain(value)[:60])

    def _take_text(self, row: Map, key: str, language: str, value: Any) -> None:
        """Blank in every language is no text at all; blank in one is a text that lacks it."""
        if value is None:
            return
        texts = row.get(key)
        if texts is None:
            texts = row[key] = Map(row.line, row.cells[key])
            number = row.line - 1
            of_key = ((at, spoken) for at, (column, spoken) in self.places.items() if column.key == key)
            texts.cells = {spoken: self.grid.cell(number, at) for at, spoken in of_key}
        texts[language] = plain(value)
