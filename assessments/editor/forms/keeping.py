"""A form with rows: what it was opened on, what was typed in it, the order of its rows."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.editor.forms.rows import STEPS, Table
from ui.forms import FieldError


class RowsForm(forms.Form):
    """`current`: the plain values that stand now, by field; `held`: those that the page was opened on, kept."""

    tables: list[Table]
    current: dict[str, Any]
    held = ""

    def read_tables(self) -> None:
        """Each table's parts into the cleaned data, what is wrong on top."""
        for table in self.tables:
            try:
                self.cleaned_data[table.name] = table.read(self.data)
            except ValidationError as error:
                self.add_error(None, ValidationError(f"{table.legend} : {error.messages[0]}"))

    def hold(self, data: Any) -> None:
        """Show again what was typed, nothing read and nothing saved, once a button moved a row. `data`: a QueryDict."""
        self.held = data.get("seen", "")
        self.initial = {name: field.widget.value_from_datadict(data, {}, name) for name, field in self.fields.items()}
        for table in self.tables:
            table.hold(data)
        for way in STEPS:
            name, _, number = data.get(way, "").partition(".")
            for table in self.tables:
                if table.name == name and number.isdecimal():
                    table.shift(int(number), way)

    @property
    def seen_now(self) -> str:
        return self.held or json.dumps(self.current, ensure_ascii=False)

    @property
    def seen(self) -> dict[str, Any]:
        """What the page was opened on; what stands now for a page that says nothing readable."""
        try:
            sent = json.loads(self.data.get("seen", ""))
        except (ValueError, RecursionError):
            return self.current
        return {name: sent[name] for name in self.current if name in sent} if isinstance(sent, dict) else self.current

    def row_errors(self) -> list[FieldError]:
        return [
            FieldError(f"#{table.name}-{number}", str(table.legend), str(error))
            for table in self.tables
            for number, error in table.errors.items()
        ]


def is_moving(data: Any) -> bool:
    """Whether a button of a row was pressed, and not that which saves."""
    return any(way in data for way in STEPS)
