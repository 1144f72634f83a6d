"""What a version says of itself: its words, its scale, its levels, its glossary, its help."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor import wording
from assessments.editor.domain import acts, values
from assessments.editor.domain.operations import Operation
from assessments.editor.forms import figures, limits
from assessments.editor.forms.keeping import RowsForm
from assessments.editor.forms.parts import tables_of
from assessments.editor.forms.profile import PROFILE_FIELDS, profile_fields, read_profile
from assessments.frameworks.domain.document import Document, Limits

TEXTS = ("title", "description", "instructions", "source")
FIGURES = ("minimum", "maximum", "points_floor", "points_ceiling")
SHARES = ("completeness", "theme_completeness")
NUMBERS = {"decimals": (0, 3), "seconds_per_question": (5, 600)}
HINTS = {
    "languages": _("Codes, with commas: fr, en. The first one is that of its author."),
    "express": _("Codes of its questions, in order, with commas."),
}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OWN_IN_A_LAYER = {*TEXTS, "licence", "seconds_per_question", "express", "limits"}
"""What a layer says for itself: the scale and the levels are those of its base."""


class SettingsForm(RowsForm):
    """`seen`: the plain values that the page was opened on."""

    def __init__(self, data: Any = None, *, document: Document, allowed: Limits | None = None) -> None:
        """`allowed`: the limits of the version that a layer stands on."""
        super().__init__(data)
        self.document, self.allowed = document, allowed
        names = (*TEXTS, "languages", "licence", *FIGURES, *NUMBERS, *SHARES, "unknown_is_zero", "express", "limits")
        self.names = [name for name in names if not document.base or name in OWN_IN_A_LAYER]
        self.names += ["audience"] if document.base else []
        self.tables = tables_of(document)
        self.current = {
            name: values.value_of("document", document, name)
            for name in (*self.names, *(table.name for table in self.tables))
        }
        for name in self.names:
            self._add(name)

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
        elif name == "audience":
            self.fields.update(profile_fields(self.document, value))
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
            initial = value if name == "licence" else ", ".join(value)
            self.fields[name] = forms.CharField(
                label=label, initial=initial, required=name == "languages", widget=forms.Textarea({"rows": 2})
            )
        if name in HINTS:
            self.fields[name].help_text = HINTS[name]

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
        self.read_tables()
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
        if name == "audience":
            return read_profile(data)
        if name in HINTS:
            return _words(data[name])
        if name in data:
            return data[name]
        typed = {lang: data[f"{name}_{lang}"].strip() for lang in self.document.languages}
        return {lang: text for lang, text in typed.items() if text}

    def clean_languages(self) -> str:
        """Refuses a code that is none, and to leave out a language in which there are texts."""
        wanted = _words(self.cleaned_data["languages"])
        for code in wanted:
            if not LANGUAGE.fullmatch(code):
                raise ValidationError(_("“%(code)s” is no code of a language: write fr, en, br…") % {"code": code})
        whole = values.DOCUMENT.write(self.document)
        for code in set(self.document.languages) - set(wanted):
            if _is_spoken(whole, code):
                raise ValidationError(_("Texts are written in “%(code)s”: empty them first.") % {"code": code})
        return ", ".join(dict.fromkeys(wanted))

    def main(self) -> list[Any]:
        """The fields, but what layers may do."""
        return [self[name] for name in self.fields if name not in (*limits.FIELDS, *PROFILE_FIELDS)]

    def profile(self) -> list[Any]:
        return [self[name] for name in PROFILE_FIELDS if name in self.fields]

    def limited(self) -> list[Any]:
        return [self[name] for name in limits.FIELDS if name in self.fields]

    @property
    def limits_open(self) -> bool:
        return any(field.errors for field in self.limited())

    def operations(self) -> tuple[Operation, ...]:
        """Raises Refused."""
        seen = self.seen
        changes = (
            acts.changing("document", "", name, seen.get(name, now), self.value(name))
            for name, now in self.current.items()
        )
        return tuple(change for change in changes if change.after != change.before)


def _words(text: str) -> list[str]:
    return text.replace(",", " ").replace(";", " ").split()


def _is_spoken(plain: Any, language: str) -> bool:
    """Whether some text of a plain value is in `language`."""
    if isinstance(plain, dict):
        return bool(plain.get(language)) or any(_is_spoken(part, language) for part in plain.values())
    return isinstance(plain, list) and any(_is_spoken(part, language) for part in plain)
