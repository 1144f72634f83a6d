"""The cells of a row: how the value of a column is shown in a page, and read back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.editor.forms import figures

Words = str | Promise
Options = Sequence[tuple[str, Words]]
WRITE_TITLE = _("Write its wording, or empty the row.")
NOT_A_DAY = _("Write a date as year-month-day: 2026-11-21.")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the page shows it. `options`: (value, words) of a list to choose from, or of boxes to tick."""

    name: str
    label: Words
    value: str
    kind: str = "text"
    lang: str = ""
    options: Options = ()
    locked: bool = False

    @property
    def ticked(self) -> list[str]:
        return self.value.split(",")

    @property
    def ticked_words(self) -> str:
        return ", ".join(str(words) for value, words in self.options if value in self.ticked)


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: "code", "texts" (one cell by language), "figure", "words" (codes), "text", "date", "select" with
    `options`, "profile" and "profiles" (the first of several) with `facts`: (fact, label, options)."""

    name: str
    label: Words
    kind: str
    options: Options = ()
    facts: Sequence[tuple[str, Words, Options]] = ()
    required: bool = False

    def names(self, languages: Sequence[str]) -> list[str]:
        if self.kind == "texts":
            return [f"{self.name}_{language}" for language in languages]
        return [f"{self.name}_{fact}" for fact, _, _ in self.facts] if self.facts else [self.name]

    def shown(self, value: Any, languages: Sequence[str]) -> dict[str, str]:
        """What stands in each of its cells for a plain value."""
        match self.kind:
            case "texts":
                return {f"{self.name}_{language}": (value or {}).get(language, "") for language in languages}
            case "profile" | "profiles":
                profile = value if self.kind == "profile" else (value or [{}])[0]
                return {f"{self.name}_{fact}": ",".join((profile or {}).get(fact, ())) for fact, _, _ in self.facts}
            case "words":
                return {self.name: ", ".join(value)}
            case "figure":
                return {self.name: figures.shown(value)}
        return {self.name: str(value)}

    def cells(self, start: str, values: Mapping[str, str], languages: Sequence[str], known: bool) -> list[Cell]:
        """`start` comes before the names: "choices.0."; `known`: the row is stored, its code stays."""
        if self.kind == "texts":
            return [
                Cell(f"{start}{name}", self.label, values.get(name, ""), "text", language)
                for name, language in zip(self.names(languages), languages, strict=True)
            ]
        if self.facts:
            named = zip(self.names(languages), self.facts, strict=True)
            return [
                Cell(f"{start}{name}", label, values.get(name, ""), "boxes", "", options)
                for name, (_fact, label, options) in named
            ]
        fixed = self.kind == "code" and known
        value = values.get(self.name, "")
        return [Cell(f"{start}{self.name}", self.label, value, self.kind, "", self.options, fixed)]

    def read(self, values: Mapping[str, str], languages: Sequence[str], former: Any) -> Any:
        """The plain value typed; `former` is what stood there. Raises ValidationError."""
        typed = values.get(self.name, "").strip()
        match self.kind:
            case "texts":
                return self._texts(values, languages)
            case "profile":
                return self._profile(values)
            case "profiles":
                first, stood = self._profile(values), list(former or [])
                everyone = stood[:1] == [{}]
                return ([first] if first or everyone else []) + stood[1:]
            case "words":
                return [word for word in re.split(r"[\s,;]+", typed) if word]
            case "figure":
                return figures.plain(typed)
            case "date":
                return _day(typed)
        return typed

    def _texts(self, values: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
        typed = {language: values.get(f"{self.name}_{language}", "").strip() for language in languages}
        found = {language: text for language, text in typed.items() if text}
        if self.required and not found:
            raise ValidationError(WRITE_TITLE)
        return found

    def _profile(self, values: Mapping[str, str]) -> dict[str, list[str]]:
        found = {}
        for fact, _label, options in self.facts:
            ticked = set(values.get(f"{self.name}_{fact}", "").split(","))
            if kept := sorted(value for value, _words in options if value in ticked):
                found[fact] = kept
        return found


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError as error:
        raise ValidationError(NOT_A_DAY) from error
