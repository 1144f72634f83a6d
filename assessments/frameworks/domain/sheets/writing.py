"""A document as a workbook that its author can work in."""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from assessments.frameworks.domain import writer
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.sheets import cells, manual, rows
from assessments.frameworks.domain.sheets.layout import (
    HELP,
    LEVELS,
    LISTS,
    QUESTIONS,
    SETTING_COLUMNS,
    SETTINGS,
    Column,
    Layout,
)
from assessments.frameworks.domain.sheets.scan import MAX_TEXT

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""How a text starts that a spreadsheet would take for a formula when its author touches the cell."""
SPARE_ROWS = 500
"""Rows below the last that have the lists of words too."""
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same document gives the same bytes."""


class TooLong(ValueError):
    """A text does not fit a cell: 32,767 characters. Says which."""


def to_xlsx(document: Document) -> bytes:
    """The workbook. Raises TooLong where a text does not fit a cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": document.code, "created": MADE_ON})
    root = writer.to_plain(document)
    maker = _Maker(book, document.languages)
    maker.table(QUESTIONS, rows.tree(root["themes"]))
    maker.settings(root)
    maker.table(LEVELS, rows.levels(root.get("levels", [])))
    for key, layout in LISTS.items():
        maker.table(layout, root.get(key, []))
    maker.manual()
    book.close()
    return out.getvalue()


class _Maker:
    def __init__(self, book: Any, languages: tuple[str, ...]) -> None:
        self.book = book
        self.languages = languages
        flat = {"text_wrap": True, "valign": "top", "font_size": 10}
        self.head = book.add_format({**flat, "bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1})
        # "@": what an author types stays a text, so that 1.10 is not 1.1 and 1/3 is not a day
        self.text = book.add_format({**flat, "num_format": "@"})
        self.risky = book.add_format({**flat, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format(flat)
        self.day = book.add_format({**flat, "num_format": "yyyy-mm-dd"})
        self.rows = {
            "theme": {**flat, "bold": True, "bg_color": "#D9E4F1"},
            "question": {**flat, "bg_color": "#F1F5FA"},
        }

    def spread(self, columns: Iterable[Column]) -> list[tuple[Column, str]]:
        """Each column with its language: one for each where it holds texts."""
        return [
            (column, language)
            for column in columns
            for language in (self.languages if column.kind == "text" else ("",))
        ]

    def table(self, layout: Layout, found: Iterable[rows.Row]) -> None:
        sheet = self.book.add_worksheet(layout.french)
        spread = self.spread(layout.columns)
        self.header(sheet, spread)
        line = 0
        for line, row in enumerate(found, 1):
            for at, (column, language) in enumerate(spread):
                value = row.get(column.key)
                value = value.get(language) if column.kind == "text" and value is not None else value
                if value is not None and value != "":
                    place = f"{layout.french}: {row.get('code', '')}, {column.key}"
                    self.cell(sheet, line, at, value if column.kind == "text" else cells.written(column, value), place)
        self.lists(sheet, spread, line)
        if layout is QUESTIONS:
            self.tint(sheet, len(spread), line)
        sheet.freeze_panes(1, 2)
        if line:
            sheet.autofilter(0, 0, line, len(spread) - 1)

    def header(self, sheet: Any, spread: list[tuple[Column, str]]) -> None:
        sheet.set_row(0, 34)
        for at, (column, language) in enumerate(spread):
            sheet.set_column(at, at, column.width, self.number if column.kind in ("number", "date") else self.text)
            sheet.write_string(0, at, f"{column.title} [{language}]" if language else column.title, self.head)

    def cell(self, sheet: Any, line: int, at: int, value: Any, place: str) -> None:
        if isinstance(value, date):
            sheet.write_datetime(line, at, value, self.day)
        elif isinstance(value, int | float):
            sheet.write_number(line, at, value, self.number)
        else:
            text = str(value)
            if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
                raise TooLong(place)
            sheet.write_string(line, at, text, self.risky if text.startswith(RISKY) else self.text)

    def lists(self, sheet: Any, spread: list[tuple[Column, str]], line: int) -> None:
        """A list of words to choose from, under the header, for the columns that have one."""
        for at, (column, _) in enumerate(spread):
            if column.among:
                source = list(dict.fromkeys(column.among.values()))
                choice = {"validate": "list", "source": source, "error_type": "warning", **manual.WRONG_WORD}
                sheet.data_validation(1, at, line + SPARE_ROWS, at, choice)

    def tint(self, sheet: Any, width: int, line: int) -> None:
        """Themes and questions stand out, also in the rows that the author adds."""
        for name, look in self.rows.items():
            word = QUESTIONS.columns[0].among[name]
            criteria = {"type": "formula", "criteria": f'=$A2="{word}"'}
            shades = {key: value for key, value in look.items() if key in ("bold", "bg_color")}
            sheet.conditional_format(1, 0, line + SPARE_ROWS, width - 1, {**criteria, "format": self.shade(shades)})

    def shade(self, look: dict[str, Any]) -> Any:
        return self.book.add_format(look)

    def settings(self, root: rows.Row) -> None:
        sheet = self.book.add_worksheet(SETTINGS.french)
        spread = self.spread(SETTING_COLUMNS)
        self.header(sheet, spread)
        for line, (setting, value) in enumerate(rows.settings(root), 1):
            self.cell(sheet, line, 0, setting.title, "")
            if setting.kind == "text":
                for at, (_, language) in enumerate(spread):
                    if language and (text := (value or {}).get(language)):
                        self.cell(sheet, line, at, text, f"{SETTINGS.french}: {setting.key}")
            elif value is not None:
                self.cell(sheet, line, 1, cells.written(setting, value), f"{SETTINGS.french}: {setting.key}")
            if setting.among:
                sheet.data_validation(line, 1, line, 1, {"validate": "list", "source": list(setting.among.values())})
        sheet.freeze_panes(1, 1)

    def manual(self) -> None:
        sheet = self.book.add_worksheet(HELP.french)
        sheet.set_column(0, 1, 90, self.text)
        for at, title in enumerate(("Français", "English")):
            sheet.write_string(0, at, title, self.head)
        for line, pair in enumerate(manual.LINES, 1):
            for at, text in enumerate(pair):
                self.cell(sheet, line, at, text, "")
        sheet.freeze_panes(1, 0)
