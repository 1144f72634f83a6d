"""Taking typed values out of a mapping, noting every problem instead of stopping at the first."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

from assessments.frameworks.domain.document import KINDS, SECTIONS, SIZES, TRAITS, Texts
from assessments.frameworks.domain.problems import N_, Problem
from assessments.frameworks.domain.yamlfile import Map, Seq
from assessments.scoring import Applicability

T = TypeVar("T")
CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.:-]{0,198}[A-Za-z0-9_])?\Z")
EXACT = re.compile(r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,30}|/0*[1-9][0-9]{0,29})?\Z")
"""A number written as a text: "3", "0.5", "1/3"."""
CODE_LIMIT = 200
VERSION_LIMIT = 60

APPLICABILITY_KEYS = ("kinds", "sizes", "sections", "traits", "any_trait", "no_trait")

SHAPES = {
    "map": N_("a set of keys"),
    "list": N_("a list"),
    "text": N_("a text, or one text by language"),
    "word": N_("a word"),
    "number": N_("a number"),
    "integer": N_("a whole number from %(low)s to %(high)s"),
    "boolean": N_("true or false"),
    "date": N_("a date, written 2026-11-21"),
}


@dataclass(slots=True)
class Notes:
    """The problems met so far, the languages of the file, and where its questions come from, if it says so."""

    problems: list[Problem] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    origins: list[Any] = field(default_factory=list)

    def add(self, code: str, line: int, where: str, /, **params: str | int) -> None:
        self.problems.append(Problem(code, line, where, params))


@dataclass(slots=True)
class Fields:
    """One mapping of the file, at `where`; each taker returns a usable value whatever was written."""

    notes: Notes
    map: Map
    where: str

    def problem(self, code: str, at: str = "", /, **params: str | int) -> None:
        """Note the problem `code` at the key `at`, or on the whole mapping."""
        self.notes.add(code, self.map.line_of(at), self.place(at), **params)

    def place(self, at: str = "") -> str:
        """The cell of the key `at` in a worksheet, "Questions!D12"; its path in any other file."""
        return self.map.cell_of(at) or (f"{self.where}/{at}".strip("/") if at else self.where)

    def expected(self, at: str, shape: str, **params: str | int) -> None:
        self.problem("expected", at, key=at, shape=SHAPES[shape], **params)

    def only(self, known: Collection[str]) -> None:
        """Note the keys that are not in `known`: a typing error must not lose a text in silence."""
        for key in self.map:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5) or [", ".join(sorted(known))]
                self.problem("unknown_key", key, key=key, near=near[0])

    def word(self, key: str, default: str = "", *, required: bool = False, limit: int = 2000) -> str:
        """A text in no language: numbers are taken as they are written."""
        value = self.map.get(key)
        if value is None:
            if required:
                self.problem("missing", key, key=key)
            return default
        if isinstance(value, bool | Map | Seq):
            self.expected(key, "word")
            return default
        if len(str(value)) > limit:
            self.problem("too_long", key, key=key, limit=limit)
        return str(value)

    def code(self, key: str = "code", *, required: bool = True) -> str:
        """An identifier. Returns "" when there is none that can be used."""
        value = self.word(key, required=required)
        if value and not CODE.match(value):
            self.problem("bad_code", key, value=value[:60], limit=CODE_LIMIT)
            return ""
        return value

    def among(self, key: str, possible: Collection[str], default: str) -> str:
        value = self.word(key, default)
        if value not in possible:
            self.problem("not_among", key, key=key, value=value[:60], among=", ".join(possible))
            return default
        return value

    def boolean(self, key: str, default: bool) -> bool:
        value = self.map.get(key, default)
        if isinstance(value, bool):
            return value
        self.expected(key, "boolean")
        return default

    def number(self, key: str, default: Fraction | None = None) -> Fraction | None:
        """An exact number; one that no decimal would give is a text, "1/3"."""
        value = self.map.get(key)
        if value is None:
            return default
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return Fraction(value)
        if isinstance(value, str) and EXACT.match(value):
            return Fraction(value)
        self.expected(key, "number")
        return default

    def integer(self, key: str, default: int, low: int, high: int) -> int:
        value = self.map.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.expected(key, "integer", low=low, high=high)
            return default
        return value

    def weight(self) -> Fraction:
        value = self.number("weight", Fraction(1)) or Fraction(0)
        if value < 0:
            self.problem("negative_weight", "weight")
            return Fraction(0)
        return value

    def percent(self, key: str) -> Fraction:
        """A percentage as a share, 0 to 1."""
        value = self.number(key) or Fraction(0)
        if not 0 <= value <= 100:
            self.problem("percent", key, value=str(self.map.get(key)))
            return Fraction(0)
        return value / 100

    def day(self, key: str) -> date | None:
        value = self.map.get(key)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                self.expected(key, "date")
        elif value is not None and not isinstance(value, date):
            self.expected(key, "date")
        return value if isinstance(value, date) else None

    def texts(self, key: str, *, required: bool = False) -> Texts:
        """A text by language; a plain one is in the first language. Missing translations are noted."""
        value = self.map.get(key)
        if value is None or value == "":
            if required:
                self.problem("missing", key, key=key)
            return {}
        if isinstance(value, Map):
            return self._by_language(key, value)
        if isinstance(value, bool | Seq):
            self.expected(key, "text")
            return {}
        texts = {self.notes.languages[0]: str(value)} if self.notes.languages else {}
        self._note_missing(key, texts)
        return texts

    def _by_language(self, key: str, value: Map) -> Texts:
        texts: dict[str, str] = {}
        for language, text in value.items():
            if language not in self.notes.languages:
                self.about_text("unknown_language", key, language)
            elif isinstance(text, bool | Map | Seq):
                self.expected(key, "text")
            elif text is not None:
                texts[language] = str(text)
        self._note_missing(key, texts)
        return texts

    def _note_missing(self, key: str, texts: Texts) -> None:
        for language in self.notes.languages:
            if not texts.get(language, "").strip():
                self.about_text("missing_text", key, language)

    def about_text(self, code: str, key: str, language: str) -> None:
        """Note a problem of one language, in its own cell where there is one."""
        value = self.map.get(key)
        place = (value.cell_of(language) if isinstance(value, Map) else "") or self.place(key)
        self.notes.add(code, self.map.line_of(key), place, key=key, language=language)

    def child(self, key: str) -> "Fields":
        """The mapping at `key`; an empty one, with its problem noted, when it is something else."""
        value = self.map.get(key)
        where = f"{self.where}/{key}".strip("/")
        if isinstance(value, Map):
            return Fields(self.notes, value, where)
        if value is not None:
            self.expected(key, "map")
        return Fields(self.notes, Map(self.map.line_of(key)), where)

    def children(self, key: str, *, required: bool = False) -> list["Fields"]:
        """The mappings of the list at `key`, each named by its code where it has one."""
        value = self.map.get(key)
        if value is None or not isinstance(value, Seq):
            if value is not None:
                self.expected(key, "list")
            elif required:
                self.problem("missing", key, key=key)
            return []
        found: list[Fields] = []
        for position, (item, line) in enumerate(zip(value, value.lines, strict=True), 1):
            where = f"{self.where}/{key}/{_name(item, position)}".strip("/")
            if isinstance(item, Map):
                found.append(Fields(self.notes, item, where))
            else:
                self.notes.add("expected", line, self.map.cell_of(key) or where, key=key, shape=SHAPES["map"])
        return found

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; one word alone is a list of one."""
        value = self.map.get(key)
        if value is None:
            return ()
        items = value if isinstance(value, Seq) else [value]
        if any(isinstance(item, bool | Map | Seq) or item is None for item in items):
            self.expected(key, "list")
            return ()
        return tuple(str(item) for item in items)

    def words_among(self, key: str, possible: Collection[str]) -> frozenset[str]:
        words = self.words(key)
        for word in words:
            if word not in possible:
                self.problem("not_among", key, key=key, value=word[:60], among=", ".join(possible))
        return frozenset(words) & frozenset(possible)

    def applicability(self, key: str) -> Applicability:
        return applicability(self.child(key))


def applicability(fields: Fields) -> Applicability:
    """Conditions on the profile, all of which must hold."""
    fields.only(APPLICABILITY_KEYS)
    return Applicability(
        kinds=fields.words_among("kinds", KINDS),
        sizes=fields.words_among("sizes", SIZES),
        sections=fields.words_among("sections", SECTIONS),
        traits=fields.words_among("traits", TRAITS),
        any_trait=fields.words_among("any_trait", TRAITS),
        no_trait=fields.words_among("no_trait", TRAITS),
    )


def unique(notes: Notes, items: Iterable[tuple[Fields, str]]) -> None:
    """Note each code that was already used among `items`, with the line of the first."""
    seen: dict[str, int] = {}
    for fields, code in items:
        line = fields.map.line_of("code")
        if code in seen:
            notes.add("duplicate_id", line, fields.map.cell_of("code") or fields.where, value=code, first=seen[code])
        elif code:
            seen[code] = line


def each(fields: Iterable[Fields], read: Callable[[Fields], T]) -> tuple[T, ...]:
    return tuple(read(item) for item in fields)


def _name(item: Any, position: int) -> str:
    code = item.get("code") if isinstance(item, Map) else None
    return str(code) if isinstance(code, str | int) else str(position)
