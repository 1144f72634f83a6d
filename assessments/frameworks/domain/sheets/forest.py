"""The rows of the main sheet as a tree of themes, questions, and what stands under each question."""

from collections.abc import Iterable

from assessments.frameworks.domain import keys
from assessments.frameworks.domain.fields import Notes
from assessments.frameworks.domain.problems import N_
from assessments.frameworks.domain.sheets.layout import ROWS
from assessments.frameworks.domain.sheets.rows import PARTS
from assessments.frameworks.domain.sheets.table import put
from assessments.frameworks.domain.values import MAX_DEPTH, Map, Seq

ROW_KEYS = {
    "theme": (*keys.THEME_KEYS, "parent"),
    "question": keys.QUESTION_KEYS,
    "choice": keys.CHOICE_KEYS,
    "band": keys.BAND_KEYS,
    "item": keys.ITEM_KEYS,
    "column": keys.COLUMN_KEYS,
    "variant": (*keys.VARIANT_KEYS, "applies"),
}
_LISTS = {name: key for key, name in PARTS.items()}


class Forest:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.themes: list[tuple[Map, str]] = []
        """Each theme with the code of the one that it is in."""
        self.named: dict[str, Map] = {}
        self.theme: Map | None = None
        self.question: Map | None = None

    def grow(self, rows: Iterable[Map]) -> Seq:
        """The themes at the root, each with its own."""
        for row in rows:
            self.plant(row)
        roots = Seq(1)
        for theme, parent in self.themes:
            if not parent:
                _add(roots, theme)
            elif self.stands(theme, parent):
                _add(_list(self.named[parent], "themes"), theme)
        return roots

    def plant(self, row: Map) -> None:
        kind = row.pop("row", None)
        if kind not in ROW_KEYS:
            among = ", ".join(ROWS.values())
            self.notes.add("sheet_row", row.line, row.cell_of("row"), value=str(kind or "")[:60], among=among)
            return
        for key in [key for key in row if key not in ROW_KEYS[kind]]:
            self.notes.add("sheet_unused", row.line, row.cell_of(key), key=key)
            del row[key]
        if kind == "theme":
            self.plant_theme(row)
        elif kind == "question":
            self.question = row
            self.under(self.theme, "questions", row, kind)
        else:
            if kind == "variant" and "applies" in row:
                put(row, "when", row.pop("applies"), row.cell_of("applies"))
            self.under(self.question, _LISTS[kind], row, kind)

    def plant_theme(self, row: Map) -> None:
        self.theme, self.question = row, None
        self.themes.append((row, row.pop("parent", "")))
        self.named.setdefault(row.get("code", ""), row)

    def under(self, owner: Map | None, key: str, row: Map, kind: str) -> None:
        if owner is None:
            above = ROWS["theme" if kind == "question" else "question"]
            self.notes.add("sheet_orphan", row.line, row.cell_of("row"), kind=ROWS[kind], above=above)
        else:
            _add(_list(owner, key), row)

    def stands(self, theme: Map, parent: str) -> bool:
        """Whether the theme is in one that leads to the root; noted where it is not."""
        above = {id(row): code for row, code in self.themes}
        cell, at = theme.cell_of("parent"), parent
        for _ in range(MAX_DEPTH):
            holder = self.named.get(at)
            if holder is None:
                self.notes.add("dangling", theme.line, cell, value=at[:60], target=N_("theme"))
                return False
            at = above[id(holder)]
            if not at:
                return True
        self.notes.add("sheet_inside_itself", theme.line, cell, value=parent[:60])
        return False


def _list(owner: Map, key: str) -> Seq:
    if key not in owner:
        put(owner, key, Seq(owner.line), owner.cell)
    found: Seq = owner[key]
    return found


def _add(items: Seq, row: Map) -> None:
    items.append(row)
    items.lines.append(row.line)
