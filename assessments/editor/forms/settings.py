"""What a version says of itself: its words, its scale, its levels, its glossary, its help."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import acts, values
from assessments.editor.domain.operations import Operation
from assessments.editor.forms import figures, limits
from assessments.editor.forms.rows import Column, Table
from assessments.frameworks.domain.document import Document, Limits

TEXTS = ("title", "description", "instructions", "source")
FIGURES = ("minimum", "maximum", "points_floor", "points_ceiling")
SHARES = ("completeness", "theme_completeness")
NUMBERS = {"decimals": (0, 3), "seconds_per_question": (5, 600)}
OWN_IN_A_LAYER = {*TEXTS, "licence", "seconds_per_question", "express", "terms", "resources", "limits"}
"""What a layer says for itself: the scale and the levels are those of its base."""
CODE, TITLE = Column("code", _("Code"), "code"), Column("title", _("Wording"), "texts")
TABLES: dict[str, tuple[Any, tuple[Column, ...], dict[str, Any]]] = {
    "levels": (
        _("Levels"),
        (CODE, Column("low", _("From"), "figure"), TITLE, Column("text", _("Sentence"), "texts")),
        {"code": "", "low": "", "title": {}, "group_title": {}, "text": {}, "themes": {}},
    ),
    "terms": (
        _("Glossary"),
        (CODE, Column("term", _("Word"), "texts"), Column("definition", _("Definition"), "texts")),
        {"code": "", "origin": "", "term": {}, "definition": {}},
    ),
    "resources": (
        _("Resources"),
        (
            CODE,
            TITLE,
            Column("text", _("Text"), "texts"),
            Column("url", _("Address"), "text"),
            Column("questions", _("Questions (codes)"), "words"),
        ),
        {"code": "", "url": "", "category": "", "origin": "", "title": {}, "text": {}, "questions": []},
    ),
}


class SettingsForm(forms.Form):
    """`seen`: the plain values that the page was opened on."""

    def __init__(self, data: Any = None, *, document: Document, allowed: Limits | None = None) -> None:
        """`allowed`: the limits of the version that a layer stands on."""
        super().__init__(data)
        self.document, self.allowed = document, allowed
        names = (*TEXTS, "licence", *FIGURES, *NUMBERS, *SHARES, "unknown_is_zero", "express", "limits")
        self.names = [name for name in names if not document.base or name in OWN_IN_A_LAYER]
        self.tables = [self._table(name) for name in TABLES if not document.base or name in OWN_IN_A_LAYER]
        self.current = {
            name: values.value_of("document", document, name)
            for name in (*self.names, *(table.name for table in self.tables))
        }
        for name in self.names:
            self._add(name)

    def _table(self, name: str) -> Table:
        legend, columns, blank = TABLES[name]
        parts = values.value_of("document", self.document, name)
        return Table(
            name, legend, columns, self.document.languages, parts, lambda: dict(blank), layer=bool(self.document.base)
        )

    def _add(self, name: str) -> None:
        label, value = wording.field_name(name), self.current[name]
        if name in TEXTS:
            for language in self.document.languages:
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=f"{label} ({language})",
                    initial=value.get(language, ""),
                    required=name == "title",
                    max_length=4000,
                    widget=forms.Textarea({"rows": 2, "lang": language}),
                )
        elif name == "limits":
            self.fields.update(limits.limit_fields("document", value, self.document.limits))
        elif name in FIGURES:
            self._figure(name, label, figures.shown(value))
        elif name in SHARES:
            self._figure(name, f"{label} (%)", figures.shown(str(values.EXACT[1](value) * 100)))
        elif name in NUMBERS:
            low, high = NUMBERS[name]
            widget = forms.NumberInput({"class": "short"})
            self.fields[name] = forms.IntegerField(
                label=label, initial=value, min_value=low, max_value=high, widget=widget
            )
        elif name == "unknown_is_zero":
            self.fields[name] = forms.BooleanField(label=label, initial=value, required=False)
        else:
            initial = ", ".join(value) if name == "express" else value
            self.fields[name] = forms.CharField(
                label=label, initial=initial, required=False, widget=forms.Textarea({"rows": 2})
            )
        if name == "express":
            self.fields[name].help_text = _("Codes of its questions, in order, with commas.")

    def _figure(self, name: str, label: str, initial: str) -> None:
        widget = forms.TextInput({"class": "short", "inputmode": "decimal"})
        self.fields[name] = forms.CharField(label=label, initial=initial, required=False, widget=widget)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in (*FIGURES, *SHARES):
            if name in data:
                try:
                    data[name] = self._read(name, data[name])
                except ValidationError as error:
                    self.add_error(name, error)
        data["limits"] = limits.read_limits(self, "document", self.current["limits"], self.document.limits)
        if self.allowed is not None:
            limits.refuse_wider(self, data["limits"], self.allowed)
        for table in self.tables:
            try:
                data[table.name] = table.read(self.data)
            except ValidationError as error:
                self.add_error(None, ValidationError(f"{table.legend} : {error.messages[0]}"))
        return data

    def _read(self, name: str, text: str) -> str:
        value = figures.read(text)
        if name in SHARES:
            share = (value or 0) / 100
            if not 0 <= share <= 1:
                raise ValidationError(_("Write a percentage, 0 to 100."))
            return str(share)
        if value is None and name in ("minimum", "maximum"):
            raise ValidationError(figures.NOT_A_NUMBER)
        return figures.plain(text)

    def value(self, name: str) -> Any:
        data = self.cleaned_data
        if name == "express":
            return [code for code in data[name].replace(",", " ").replace(";", " ").split() if code]
        if name in data:
            return data[name]
        typed = {lang: data[f"{name}_{lang}"].strip() for lang in self.document.languages}
        return {lang: text for lang, text in typed.items() if text}

    def main(self) -> list[Any]:
        """The fields, but what layers may do."""
        return [self[name] for name in self.fields if name not in limits.FIELDS]

    def limited(self) -> list[Any]:
        return [self[name] for name in limits.FIELDS if name in self.fields]

    @property
    def limits_open(self) -> bool:
        return any(field.errors for field in self.limited())

    @property
    def seen_now(self) -> str:
        return json.dumps(self.current, ensure_ascii=False)

    @property
    def seen(self) -> dict[str, Any]:
        try:
            sent = json.loads(self.data.get("seen", ""))
        except ValueError:
            return self.current
        return sent if isinstance(sent, dict) else self.current

    def operations(self) -> tuple[Operation, ...]:
        """Raises Refused."""
        seen = self.seen
        changes = (
            acts.changing("document", "", name, seen.get(name, now), self.value(name))
            for name, now in self.current.items()
        )
        return tuple(change for change in changes if change.after != change.before)
