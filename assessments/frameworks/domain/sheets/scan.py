"""A first look at the sheets of a workbook, that counts before anything is reserved in memory.

Says too what the library that reads them does not: merged cells, and cells that hold a formula.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from assessments.frameworks.domain.values import MAX_VALUES, Refused

MAX_SHEETS = 40
MAX_ROWS = 20_000
MAX_COLUMNS = 400
MAX_AREA = 2_000_000
"""Rows × columns of one sheet: the library reserves them all."""
MAX_TEXT = 32_767
"""Characters in one cell, as in a spreadsheet."""
MAX_TEXTS = 20_000_000
"""Characters in all cells together, each repeated text counted each time."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_STRINGS = "xl/sharedStrings.xml"


@dataclass(slots=True)
class Sheet:
    """`merged`: ranges such as "A2:B3". `formulas`: the text of each, by its cell (row, column), from 0."""

    rows: int = 0
    columns: int = 0
    merged: list[str] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)


def position(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a cell such as "D12". Raises Refused beyond the bounds."""
    found = _REFERENCE.match(reference)
    if found is None:
        raise Refused("sheet_broken", 1)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if not (0 < row <= MAX_ROWS and column <= MAX_COLUMNS):
        raise Refused("sheet_far", 1, reference, rows=MAX_ROWS, columns=MAX_COLUMNS)
    return row - 1, column - 1


def scan(parts: dict[str, bytes]) -> dict[str, Sheet]:
    """What each worksheet part holds. Raises Refused when it is too much, or no honest XML."""
    names = [name for name in parts if _SHEET.match(name)]
    if len(names) > MAX_SHEETS:
        raise Refused("sheet_bomb", 1)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and name not in names and name != _STRINGS:
            _parse(part, lambda tag, attributes: None)
    count = _Count(_lengths(parts.get(_STRINGS)))
    return {name: _Scan(count).read(parts[name]) for name in names}


@dataclass(slots=True)
class _Count:
    lengths: list[int]
    cells: int = 0
    characters: int = 0

    def add(self, characters: int) -> None:
        self.characters += characters
        if self.characters > MAX_TEXTS:
            raise Refused("sheet_bomb", 1)

    def add_cell(self) -> None:
        self.cells += 1
        if self.cells > MAX_VALUES:
            raise Refused("too_many", 1, limit=MAX_VALUES)


@dataclass(slots=True)
class _Scan:
    """One worksheet, as its tags come."""

    count: _Count
    sheet: Sheet = field(default_factory=Sheet)
    row: int = -1
    column: int = -1
    shared: bool = False
    text: list[str] | None = None

    def read(self, part: bytes) -> Sheet:
        _parse(part, self.start, self.end, self.characters)
        return self.sheet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.row = position(f"A{attributes['r']}")[0] if "r" in attributes else self.row + 1
            self.column = -1
            position(f"A{self.row + 1}")
        elif tag == "c":
            self.count.add_cell()
            if "r" in attributes:
                self.row, self.column = position(attributes["r"])
            else:
                self.column += 1
            self.shared = attributes.get("t") == "s"
            self.reach()
        elif tag == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", ""))
        elif tag in ("f", "v", "t"):
            self.text = []

    def reach(self) -> None:
        """The sheet goes as far as this cell at least."""
        self.sheet.rows = max(self.sheet.rows, self.row + 1)
        self.sheet.columns = max(self.sheet.columns, self.column + 1)
        if self.column >= MAX_COLUMNS or self.sheet.rows * self.sheet.columns > MAX_AREA:
            raise Refused("sheet_far", self.row + 1, rows=MAX_ROWS, columns=MAX_COLUMNS)

    def end(self, tag: str) -> None:
        if tag not in ("f", "v", "t") or self.text is None:
            return
        text, self.text = "".join(self.text), None
        if tag == "f":
            self.sheet.formulas[(self.row, self.column)] = text[:MAX_TEXT]
        elif tag == "v" and self.shared:
            known = text.isdecimal() and len(text) < 8 and int(text) < len(self.count.lengths)
            self.count.add(self.count.lengths[int(text)] if known else 0)
        else:
            self.count.add(len(text))

    def characters(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)


def _lengths(part: bytes | None) -> list[int]:
    """The number of characters of each shared text."""
    lengths: list[int] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            lengths.append(0)
            if len(lengths) > MAX_VALUES:
                raise Refused("too_many", 1, limit=MAX_VALUES)

    def characters(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)
            if lengths[-1] > 8 * MAX_TEXT:  # phonetic readings and escapes are counted too
                raise Refused("sheet_bomb", 1)

    if part is not None:
        _parse(part, start, None, characters)
    return lengths


def _parse(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Tags without their prefix. A document type is refused: it is where entities unfold.

    Always as UTF-8, whatever the part says of itself: what reads it next must not see another text.
    """
    parser: Any = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise Refused("sheet_broken", 1) from fault


def _refuse_doctype(*of_what: Any) -> None:
    raise Refused("sheet_broken", 1)


def part_names(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each sheet, by the name that its author sees."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "").removeprefix("/xl/")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            found[attributes.get("name", "")] = f"xl/{targets.get(key, '')}"

    _parse(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    _parse(parts["xl/workbook.xml"], sheet)
    return found
