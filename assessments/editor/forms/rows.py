"""Parts that come in rows: choices, bands, lines of a scale, columns of a table. One row is one part.

Names in the page: `choices.0.title_fr`. A row left empty is no row; one whose "remove" is ticked goes away. The
number of a row never changes in a page: `choices.0.order` says its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from assessments.editor.forms.cells import Cell, Column, Words

BLANK = 2  # empty rows offered at the end
MOST = 200  # rows read from a page
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """`locked`: inherited, shown and not changed. `error`: what to correct in it. `order`: its place, from 1.

    `movable`: it has buttons; `focus`: the one that was just pressed.
    """

    number: int
    cells: tuple[Cell, ...]
    order: str
    locked: bool = False
    removable: bool = True
    error: Words = ""
    movable: bool = False
    first: bool = False
    last: bool = False
    focus: str = ""

    @property
    def summary(self) -> str:
        return " · ".join(cell.value for cell in self.cells if cell.value)


@dataclass(slots=True)
class Table:
    """Rows of plain parts, as in the history. `fixed`: no row comes or goes (yes and no).

    `check`: what is wrong with a part as a whole, "" for nothing.
    """

    name: str
    legend: Words
    columns: tuple[Column, ...]
    languages: tuple[str, ...]
    parts: list[dict[str, Any]]
    blank: Callable[[], dict[str, Any]]
    fixed: bool = False
    layer: bool = False
    check: Callable[[Mapping[str, Any]], Words] | None = None
    typed: list[dict[str, str]] | None = None
    errors: dict[int, Words] = field(default_factory=dict)
    moved: tuple[int, str] | None = None

    @property
    def kept(self) -> list[Row]:
        """The rows that there are, in the order of their places."""
        given = self._given()
        places = self._places(given)
        return [self._row(number, given[number], place, len(places)) for place, number in enumerate(places)]

    @property
    def blanks(self) -> list[Row]:
        start = len(self._given())
        return [] if self.fixed else [self._row(start + n, {}, start + n, 0) for n in range(BLANK)]

    @property
    def shown(self) -> list[Row]:
        return self.kept + self.blanks

    def _given(self) -> list[dict[str, str]]:
        return self.typed if self.typed is not None else [self._texts(part) for part in self.parts]

    def _places(self, given: list[dict[str, str]]) -> list[int]:
        return sorted(range(len(given)), key=lambda number: (_order(given[number], number), number))

    def _locked(self, number: int) -> bool:
        return self.layer and number < len(self.parts) and bool(self.parts[number].get("origin"))

    def _texts(self, part: Mapping[str, Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for column in self.columns:
            found |= column.shown(part.get(column.name, ""), self.languages)
        return found

    def _row(self, number: int, values: Mapping[str, str], place: int, count: int) -> Row:
        known, locked = number < len(self.parts), self._locked(number)
        start = f"{self.name}.{number}."
        cells = [cell for column in self.columns for cell in column.cells(start, values, self.languages, known)]
        first, last = place == 0, place == count - 1
        return Row(
            number,
            tuple(cells),
            str(place + 1),
            locked,
            removable=not self.fixed and not locked,
            error=self.errors.get(number, ""),
            movable=count > 1 and not self.fixed and not locked,
            first=first,
            last=last,
            focus=self._focus(number, first, last),
        )

    def _focus(self, number: int, first: bool, last: bool) -> str:
        """The button that was pressed; the other one at an end, where that one is switched off."""
        if self.moved is None or self.moved[0] != number:
            return ""
        return "down" if first else "up" if last else self.moved[1]

    def hold(self, data: Any) -> None:
        """Show again what the page gave, unread. `data`: a QueryDict."""
        self.typed = self._typed(data)

    def shift(self, number: int, way: str) -> None:
        """Put a row one place up or down among what is typed; at an end nothing moves."""
        given = self._given()
        places = self._places(given)
        if number not in places:
            return
        at = places.index(number)
        to = at + STEPS[way]
        if 0 <= to < len(places):
            places[at], places[to] = places[to], places[at]
        self.typed = [values | {"order": str(places.index(n) + 1)} for n, values in enumerate(given)]
        self.moved = (number, way)

    def read(self, data: Any) -> list[dict[str, Any]]:
        """The parts that the page gave, in the order that it asked. Raises ValidationError, rows marked."""
        self.typed = self._typed(data)
        made: list[dict[str, Any]] = []
        for number in self._places(self.typed):
            values = self.typed[number]
            if self._locked(number):
                made.append(self.parts[number])
            elif not self._is_empty(values, number) and not values.get("remove"):
                try:
                    made.append(self._part(values, number))
                except ValidationError as error:
                    self.errors[number] = error.messages[0]
        if self.errors:
            raise ValidationError(str(next(iter(self.errors.values()))))
        return self._coded(made)

    def _typed(self, data: Any) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = []
        prefix = f"{self.name}."
        numbers = [key.split(".")[1] for key in data if key.startswith(prefix) and key.count(".") == 2]
        count = max((int(n) + 1 for n in numbers if n.isdecimal() and len(n) < 4), default=0)
        for number in range(max(min(count, MOST), len(self.parts))):
            start = f"{prefix}{number}."
            rows.append({key[len(start) :]: ",".join(data.getlist(key)) for key in data if key.startswith(start)})
        while len(rows) > len(self.parts) and self._is_empty(rows[-1], len(rows) - 1):
            rows.pop()
        return rows

    def _is_empty(self, values: Mapping[str, str], number: int) -> bool:
        names = [
            name
            for column in self.columns
            if column.kind != "select" and (column.kind != "code" or number >= len(self.parts))
            for name in column.names(self.languages)
        ]
        return not self.fixed and not any(values.get(name, "").strip() for name in names)

    def _part(self, values: Mapping[str, str], number: int) -> dict[str, Any]:
        known = number < len(self.parts)
        part = dict(self.parts[number]) if known else self.blank()
        for column in self.columns:
            if column.kind != "code" or not known:
                part[column.name] = column.read(values, self.languages, part.get(column.name))
        if self.check is not None and (fault := self.check(part)):
            raise ValidationError(str(fault))
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
