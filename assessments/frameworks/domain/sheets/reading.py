"""A workbook as the values of a file of our own format, then as a document: one set of rules for all formats."""

from collections.abc import Iterable
from typing import Any

from assessments.frameworks.domain import reader
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import N_
from assessments.frameworks.domain.sheets import cells
from assessments.frameworks.domain.sheets.conditions import Unclear
from assessments.frameworks.domain.sheets.forest import Forest
from assessments.frameworks.domain.sheets.grid import Grid, read_grids
from assessments.frameworks.domain.sheets.layout import (
    LEVELS,
    LISTS,
    QUESTIONS,
    SETTING_COLUMNS,
    SETTING_ROWS,
    SETTINGS,
    Column,
    Layout,
)
from assessments.frameworks.domain.sheets.table import Table, put, valued
from assessments.frameworks.domain.sheets.words import folded, plain
from assessments.frameworks.domain.values import Map, Seq


def read_workbook(data: bytes, notes: Notes) -> Document | None:
    """The document of a workbook; its problems, each at its cell, go to `notes`. Raises Refused for no workbook."""
    return _Book(read_grids(data), notes).document()


class _Book:
    def __init__(self, grids: Iterable[Grid], notes: Notes) -> None:
        self.grids = {folded(grid.name): grid for grid in grids}
        self.notes = notes
        self.root = Map(1, SETTINGS.french)

    def document(self) -> Document | None:
        missing = [layout.french for layout in (QUESTIONS, SETTINGS) if self.grid(layout) is None]
        for name in missing:
            self.notes.add("sheet_missing", 1, "", name=name)
        if missing:
            return None
        self.root["format"] = reader.FORMAT
        self.notes.languages = ("fr",)
        self.settings()
        declared = self.root.get("languages")
        self.notes.languages = tuple(declared) if declared else ("fr",)
        self.set("themes", Forest(self.notes).grow(self.rows(QUESTIONS)), QUESTIONS)
        self.set("levels", self.levels(), LEVELS)
        for key, layout in LISTS.items():
            self.set(key, _seq(list(self.rows(layout))), layout)
        return reader.read_framework(self.root, self.notes)

    def grid(self, layout: Layout) -> Grid | None:
        return self.grids.get(folded(layout.french)) or self.grids.get(folded(layout.english))

    def rows(self, layout: Layout, columns: tuple[Column, ...] = ()) -> Iterable[Map]:
        grid = self.grid(layout)
        if grid is None or not grid.values:
            return []
        table = Table(grid, self.notes, columns or layout.columns)
        return table.read() if table.find_header() else []

    def set(self, key: str, items: Seq, layout: Layout) -> None:
        grid = self.grid(layout)
        if items and grid is not None:
            put(self.root, key, items, grid.name)

    def settings(self) -> None:
        known = {folded(name): row for row in SETTING_ROWS for name in (row.title, row.french, row.english, row.key)}
        for row in self.rows(SETTINGS, SETTING_COLUMNS):
            name = plain(row.get("setting", ""))
            setting = known.get(folded(name)) or known.get(folded(name.split("/")[0]))
            if setting is None:
                self.notes.add("sheet_setting", row.line, row.cell_of("setting"), value=name[:60])
            else:
                self.setting(setting, row)

    def setting(self, setting: Column, row: Map) -> None:
        if setting.kind == "text":
            value, at = row.get("text", row.get("value")), "text" if "text" in row else "value"
        else:
            value, at = row.get("value"), "value"
        if value is None:
            return
        cell = row.cell_of(at)
        if not isinstance(value, Map):
            try:
                value = valued(cells.read(setting, value), row.line, cell)
            except Unclear:  # no setting is a condition
                return
        self.keep(setting.key, value, row.line, cell)

    def keep(self, path: str, value: Any, line: int, cell: str) -> None:
        """The value at `path` of the root: "scale.min" is in a mapping of its own."""
        key, _, inner = path.partition(".")
        holder = self.root
        if inner:
            holder = self.root.setdefault(key, Map(line, cell))
            self.root.cells.setdefault(key, cell)
        if (inner or key) in holder:
            self.notes.add("duplicate_key", line, cell, key=path)
        put(holder, inner or key, value, cell)
        holder.lines[inner or key] = line

    def levels(self) -> Seq:
        """The levels; rows with a theme are their sentences."""
        found: dict[str, Map] = {}
        sentences: list[Map] = []
        kept: list[Map] = []
        for row in self.rows(LEVELS):
            if "theme" in row:
                sentences.append(row)
            else:
                found.setdefault(row.get("code", ""), row)
                kept.append(row)
        for row in sentences:
            self.sentence(found.get(row.get("code", "")), row)
        return _seq(kept)

    def sentence(self, level: Map | None, row: Map) -> None:
        if level is None:
            cell, code = row.cell_of("code"), plain(row.get("code", ""))
            self.notes.add("dangling", row.line, cell, value=code, target=N_("level"))
            return
        themes = level.setdefault("themes", Map(row.line, row.cell))
        if row["theme"] in themes:
            self.notes.add("duplicate_key", row.line, row.cell_of("theme"), key=row["theme"])
        put(themes, row["theme"], row.get("text", Map(row.line, row.cell_of("text"))), row.cell_of("theme"))
        themes.lines[row["theme"]] = row.line
        for key in set(row) - {"code", "theme", "text"}:
            self.notes.add("sheet_unused", row.line, row.cell_of(key), key=key)


def _seq(rows: list[Map]) -> Seq:
    items = Seq(rows[0].line if rows else 1)
    items.extend(rows)
    items.lines = [row.line for row in rows]
    return items
