"""Parts that come in rows: choices, bands, lines of a scale, columns of a table. One row is one part.

Names in the page: `choices.0.title_fr`. A row left empty is no row; one whose "remove" is ticked goes away.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.editor.forms import figures

Words = str | Promise
BLANK = 2  # empty rows offered at the end
MOST = 200  # rows read from a page
WRITE_TITLE = _("Write its wording, or empty the row.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it. `options`: (value, words) of a list to choose from."""

    name: str
    label: Words
    value: str
    kind: str = "text"
    lang: str = ""
    options: Sequence[tuple[str, Words]] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`locked`: inherited, shown and not changed. `error`: what to correct in it."""

    number: int
    cells: tuple[Cell, ...]
    locked: bool = False
    removable: bool = True
    error: Words = ""

    @property
    def summary(self) -> str:
        return " · ".join(cell.value for cell in self.cells if cell.value and cell.kind != "order")


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: "code", "texts" (one cell by language), "figure", "words" (codes), "text", or "select" with `options`."""

    name: str
    label: Words
    kind: str
    options: Sequence[tuple[str, Words]] = ()


@dataclass(slots=True)
class Table:
    """Rows of plain parts, as in the history. `fixed`: no row comes or goes (yes and no)."""

    name: str
    legend: Words
    columns: tuple[Column, ...]
    languages: tuple[str, ...]
    parts: list[dict[str, Any]]
    blank: Callable[[], dict[str, Any]]
    fixed: bool = False
    layer: bool = False
    typed: list[dict[str, str]] | None = None
    errors: dict[int, Words] = field(default_factory=dict)

    @property
    def kept(self) -> list[Row]:
        return [self._row(n, values, self._locked(n)) for n, values in enumerate(self._given())]

    @property
    def blanks(self) -> list[Row]:
        start = len(self._given())
        return [] if self.fixed else [self._row(start + n, {}, locked=False) for n in range(BLANK)]

    @property
    def shown(self) -> list[Row]:
        return self.kept + self.blanks

    def _given(self) -> list[dict[str, str]]:
        return self.typed if self.typed is not None else [self._texts(part, n) for n, part in enumerate(self.parts)]

    def _locked(self, number: int) -> bool:
        return self.layer and number < len(self.parts) and bool(self.parts[number].get("origin"))

    def _texts(self, part: Mapping[str, Any], number: int) -> dict[str, str]:
        found = {"order": str(number + 1)}
        for column in self.columns:
            value = part.get(column.name, "")
            if column.kind == "texts":
                found |= {f"{column.name}_{language}": (value or {}).get(language, "") for language in self.languages}
            elif column.kind == "words":
                found[column.name] = ", ".join(value)
            else:
                found[column.name] = figures.shown(value) if column.kind == "figure" else str(value)
        return found

    def _row(self, number: int, values: Mapping[str, str], locked: bool) -> Row:
        known = number < len(self.parts)
        cells: list[Cell] = []
        for column in self.columns:
            start = f"{self.name}.{number}.{column.name}"
            if column.kind == "texts":
                cells += [
                    Cell(f"{start}_{lang}", column.label, values.get(f"{column.name}_{lang}", ""), "text", lang)
                    for lang in self.languages
                ]
            else:
                fixed = column.kind == "code" and known
                value = values.get(column.name, "")
                cells.append(Cell(start, column.label, value, column.kind, "", column.options, fixed))
        if not self.fixed:
            order = values.get("order", str(number + 1))
            cells.insert(0, Cell(f"{self.name}.{number}.order", _("Place"), order, "order"))
        return Row(number, tuple(cells), locked, not self.fixed and not locked, self.errors.get(number, ""))

    def read(self, data: Mapping[str, str]) -> list[dict[str, Any]]:
        """The parts that the page gave, in the order that it asked. Raises ValidationError, rows marked."""
        self.typed = self._typed(data)
        made: list[tuple[float, int, dict[str, Any]]] = []
        for number, values in enumerate(self.typed):
            if self._locked(number):
                made.append((_order(values, number), number, self.parts[number]))
                continue
            if self._is_empty(values, number) or values.get("remove"):
                continue
            try:
                made.append((_order(values, number), number, self._part(values, number)))
            except ValidationError as error:
                self.errors[number] = error.messages[0]
        if self.errors:
            raise ValidationError(str(next(iter(self.errors.values()))))
        return self._coded([part for _, _, part in sorted(made, key=lambda one: one[:2])])

    def _typed(self, data: Mapping[str, str]) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = []
        prefix = f"{self.name}."
        numbers = [key.split(".")[1] for key in data if key.startswith(prefix) and key.count(".") == 2]
        count = max((int(n) + 1 for n in numbers if n.isdecimal() and len(n) < 4), default=0)
        for number in range(max(min(count, MOST), len(self.parts))):
            start = f"{prefix}{number}."
            rows.append({key[len(start) :]: data[key] for key in data if key.startswith(start)})
        while len(rows) > len(self.parts) and self._is_empty(rows[-1], len(rows) - 1):
            rows.pop()
        return rows

    def _is_empty(self, values: Mapping[str, str], number: int) -> bool:
        names = [
            name
            for column in self.columns
            if column.kind != "select" and (column.kind != "code" or number >= len(self.parts))
            for name in (
                [f"{column.name}_{lang}" for lang in self.languages] if column.kind == "texts" else [column.name]
            )
        ]
        return not self.fixed and not any(values.get(name, "").strip() for name in names)

    def _part(self, values: Mapping[str, str], number: int) -> dict[str, Any]:
        part = dict(self.parts[number]) if number < len(self.parts) else self.blank()
        for column in self.columns:
            if column.kind == "texts":
                typed = {lang: values.get(f"{column.name}_{lang}", "").strip() for lang in self.languages}
                part[column.name] = {lang: text for lang, text in typed.items() if text}
                if column.name == "title" and not part["title"] and not self.fixed:
                    raise ValidationError(WRITE_TITLE)
            elif column.kind == "figure":
                part[column.name] = figures.plain(values.get(column.name, ""))
            elif column.kind == "words":
                part[column.name] = [word for word in re.split(r"[\s,;]+", values.get(column.name, "")) if word]
            elif column.kind != "code" or number >= len(self.parts):
                part[column.name] = values.get(column.name, "").strip()
        return part

    def _coded(self, parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """A new row without a code takes the next free letter."""
        used = {part["code"] for part in parts if part.get("code")}
        for part in parts:
            if "code" in part and not part["code"]:
                part["code"] = next(code for code in (f"c{n}" for n in range(1, len(used) + 2)) if code not in used)
                used.add(part["code"])
        return parts


def _order(values: Mapping[str, str], number: int) -> float:
    try:
        return float(values.get("order", "").replace(",", ".") or number + 1)
    except ValueError:
        return number + 1
