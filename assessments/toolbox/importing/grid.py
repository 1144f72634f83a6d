"""An agent's file as rows of cells: a workbook, or a text with separators in whatever encoding it was saved."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from assessments.frameworks.domain.sheets.archive import is_workbook
from assessments.frameworks.domain.sheets.grid import Grid, read_grids
from assessments.frameworks.domain.values import CONTROL
from assessments.frameworks.domain.values import Refused as Unreadable
from assessments.toolbox.importing.columns import HEAD_ROWS, fields_of
from assessments.toolbox.importing.drafts import MAX_BYTES, MAX_ROWS, Refused

MAX_COLUMNS = 400
MAX_CELL = 32_767
SEPARATORS = (";", ",", "\t", "|")
BEGINNINGS = {b"%PDF": "pdf", b"\xd0\xcf\x11\xe0": "xls", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture"}
"""How files of another kind begin."""
REFUSALS = {"sheet_bomb": "bomb", "sheet_far": "too_wide", "too_many": "too_many", "sheet_broken": "broken"}
"""What a workbook is refused for."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the line as a spreadsheet shows it, from 1; `formulas` the places of cells that hold one."""

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` as they are written; `fields` {place: field}; `rows` those under the heads that hold something."""

    heads: tuple[str, ...]
    fields: dict[int, str]
    rows: tuple[Row, ...]


def read_table(data: bytes) -> Table:
    """Raises Refused, with the reason, where `data` is no table of resources."""
    if len(data) > MAX_BYTES:
        raise Refused("too_big", limit=str(MAX_BYTES // 1_000_000))
    if not data.strip():
        raise Refused("empty")
    for start, what in BEGINNINGS.items():
        if data.startswith(start):
            raise Refused(what)
    if is_workbook(data):
        return _first_table(_workbook(data))
    if data.startswith(b"PK"):
        raise Refused("archive")
    text = _decoded(data)
    return _first_table([list(_separated(text, _mark(text)))])


def _mark(text: str) -> str:
    """The separator by which most heads are known. Raises Refused where a line has far too many of all."""
    known: dict[str, int] = {}
    for mark in SEPARATORS:
        try:
            rows = list(islice(_separated(text, mark), HEAD_ROWS))
        except Refused:
            continue
        known[mark] = max((len(fields_of(row.cells)) for row in rows), default=0)
    if not known:
        raise Refused("too_wide")
    return max(known, key=lambda mark: known[mark])


def _first_table(sheets: Iterable[Sequence[Row]]) -> Table:
    """The sheet whose heads are known best: a title at least."""
    best: Table | None = None
    for rows in sheets:
        for place, row in enumerate(rows[:HEAD_ROWS]):
            fields = fields_of(row.cells)
            if "title" in fields.values() and (best is None or len(fields) > len(best.fields)):
                best = Table(row.cells, fields, tuple(rows[place + 1 :]))
    if best is None:
        raise Refused("no_heads")
    if len(best.rows) > MAX_ROWS:
        raise Refused("too_many", limit=str(MAX_ROWS))
    return best


def _workbook(data: bytes) -> list[list[Row]]:
    try:
        return [_sheet(grid) for grid in read_grids(data)]
    except Unreadable as refusal:
        code = REFUSALS.get(refusal.problem.code, "not_a_table")
        raise Refused(code, **({"limit": str(MAX_ROWS)} if code == "too_many" else {})) from refusal


def _sheet(grid: Grid) -> list[Row]:
    """A formula is known by the cell that holds it, whatever it last gave."""
    by_row: dict[int, set[int]] = {}
    for row, column in grid.sheet.formulas:
        by_row.setdefault(row, set()).add(column)
    return [
        Row(number + 1, tuple(_written(value) for value in row), frozenset(by_row.get(number, ())))
        for number, row in grid.rows(0)
    ]


def _written(value: Any) -> str:
    """A cell as text: days as ISO, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else Windows' own. Raises Refused for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as fault:
            raise Refused("binary") from fault
    start = data[:4096]
    if b"\0" in data or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) // 100:
        raise Refused("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separated(text: str, mark: str) -> Iterator[Row]:
    """Read while it is cut: a line of a million columns stops it at once."""
    first, _, _ = text.partition("\n")
    if first.count(mark) > MAX_COLUMNS * 4:
        raise Refused("too_wide")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    taken = 0
    try:
        for cells in reader:
            if len(cells) > MAX_COLUMNS:
                raise Refused("too_wide")
            kept = tuple(CONTROL.sub("", cell).strip() for cell in cells)
            if not any(kept):
                continue
            taken += 1
            if taken > MAX_ROWS + HEAD_ROWS:
                raise Refused("too_many", limit=str(MAX_ROWS))
            yield Row(reader.line_num, kept, frozenset(i for i, cell in enumerate(kept) if cell[:1] in ("=", "@")))
    except csv.Error as fault:
        raise Refused("broken") from fault
