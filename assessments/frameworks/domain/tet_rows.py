"""The rows of a Territoires en Transitions table, as a spreadsheet saves it: a text of cells with a header.

UTF-8 or Windows, with a mark at its start or without; commas, semicolons or tabulations between cells; cells of
several lines. Headers are recognised whatever their case, accents and spaces: `pointsMax`, `Points max` are one.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from unicodedata import combining, normalize

from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.domain.tet_figures import figure
from assessments.frameworks.domain.values import MAX_BYTES

IDENTIFIER, NAME = "identifiant", "nom"
SEPARATORS = ",;\t"
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """`headers` as they are written, by their plain name; `rows` in their order."""

    headers: Mapping[str, str]
    rows: tuple["Row", ...]
    notes: Notes


@dataclass(slots=True)
class Row:
    """`number` counts as a spreadsheet does, the header being row 1; `line` is the line of the text."""

    notes: Notes
    number: int
    line: int
    cells: dict[str, str]
    columns: Mapping[str, tuple[int, str]] = field(repr=False)
    """Position and header by plain name."""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def code(self) -> str:
        return self[IDENTIFIER]

    def place(self, column: str) -> str:
        """ "D12, Points" """
        position, header = self.columns.get(column, (0, column))
        return f"{_letters(position)}{self.number}, {header}"

    def problem(self, code: str, column: str, /, **params: str | int) -> None:
        self.notes.add(code, self.line, self.place(column), **params)

    def warn(self, code: str, column: str, /, **params: str | int) -> None:
        self.notes.problems.append(Problem(code, self.line, self.place(column), params, "warning"))

    def figure(self, column: str) -> Fraction | None:
        """The number of a cell, decimal comma or point, a sign % or none; None for an empty cell or a bad one."""
        written = self[column]
        if not written:
            return None
        value = figure(written)
        if value is None:
            self.problem("csv_number", column, value=written[:60])
        elif value < 0:
            self.problem("negative_weight", column)
            value = None
        return value


def plain(header: str) -> str:
    """ "Retours d'expérience" gives "retoursdexperience"."""
    letters = normalize("NFKD", header.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


def decode(data: bytes) -> str:
    """The text, in UTF-8 or else as Windows writes French."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").removeprefix(BOM)


def is_table(data: bytes) -> bool:
    """Whether the first row names the two columns that every such table has."""
    if b"\0" in data[:4096] or len(data) > MAX_BYTES:
        return False
    return _separator(decode(data[:65536])) is not None


def _separator(text: str) -> str | None:
    for separator in SEPARATORS:
        header = {plain(cell) for cell in next(_records(text, separator), (0, []))[1]}
        if IDENTIFIER in header and NAME in header:
            return separator
    return None


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each record; stops without a word where the text is broken."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        return


def read(data: bytes, notes: Notes) -> Table:
    """Every row that holds something. What is wrong with the table itself goes to `notes`."""
    text = decode(data)
    separator = _separator(text) or ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns: dict[str, tuple[int, str]] = {}
    rows: list[Row] = []
    line, number, cells = 1, 0, list[str]()
    try:
        for number, cells in enumerate(reader, 1):
            if number == 1:
                columns = _columns(cells, notes)
            elif any(cell.strip() for cell in cells):
                rows.append(_row(notes, number, line, cells, columns))
            line = reader.line_num + 1
    except csv.Error as fault:
        notes.add("csv_broken", line, f"A{number + 1}", detail=str(fault))
    if rows and len(cells) < len(columns) and not text.endswith(("\n", "\r")):
        notes.add("cut", rows[-1].line, f"A{number}")
    return Table({name: header for name, (_, header) in columns.items()}, tuple(rows), notes)


def _columns(cells: list[str], notes: Notes) -> dict[str, tuple[int, str]]:
    columns: dict[str, tuple[int, str]] = {}
    for position, header in enumerate(cells):
        name = plain(header)
        if name in columns:
            notes.add("csv_column_twice", 1, f"{_letters(position)}1", value=header.strip())
        elif name:
            columns[name] = (position, " ".join(header.split()))
    for name in (IDENTIFIER, NAME):
        if name not in columns:
            notes.add("csv_no_column", 1, "A1", value=name)
    return columns


def _row(notes: Notes, number: int, line: int, cells: list[str], columns: Mapping[str, tuple[int, str]]) -> Row:
    wide = 1 + max((position for position, _ in columns.values()), default=-1)
    if any(cell.strip() for cell in cells[wide:]):
        notes.add("csv_shifted", line, f"{_letters(wide)}{number}", count=len(cells), limit=wide)
    found = {name: _clean(cells[position]) for name, (position, _) in columns.items() if position < len(cells)}
    return Row(notes, number, line, {name: cell for name, cell in found.items() if cell}, columns)


def _clean(cell: str) -> str:
    """Without control characters and the spaces around; line breaks as one character."""
    kept = cell.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in kept if letter in "\n\t" or letter.isprintable() or letter.isspace()).strip()


def _letters(position: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
