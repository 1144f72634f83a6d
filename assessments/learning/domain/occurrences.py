"""Where the words of a glossary stand in a text. Pure: positions in, positions out, nothing is written.

Case, accents, ligatures, plural endings and the kind of space or apostrophe are forgiven. A word is never found
inside another, nor inside an address. A short name in capitals (ZAN, CEE) is found in capitals only.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

JOINED = {"œ": "oe", "æ": "ae"}
SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"})
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
BEFORE, AFTER = r"(?<![\w-])", r"(?![\w-])"
ACRONYM = 6  # letters: a longer word in capitals is a title


@dataclass(frozen=True, slots=True)
class Entry:
    """A term: its `code` and each way of writing it."""

    code: str
    forms: tuple[str, ...]


class Occurrence(NamedTuple):
    """`text[start:end]` says the term `code`."""

    start: int
    end: int
    code: str


class Folded(NamedTuple):
    """A text without case or accents; `places[i]` is where its character i stands in the original."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    pairs = [(part, place) for place, sign in enumerate(text) for part in _bare(sign)]
    return Folded("".join(part for part, _place in pairs), tuple(place for _part, place in pairs))


def _bare(sign: str) -> str:
    """One character in lower case without its accents; "" for a mark that only changes the one before."""
    if sign.isspace():
        return " "
    lowered = sign.casefold().translate(SAME)
    kept = (part for part in unicodedata.normalize("NFD", JOINED.get(lowered, lowered)) if not _is_mark(part))
    return "".join(kept)


def _is_mark(sign: str) -> bool:
    """An accent on its own, a soft hyphen, a joiner."""
    return unicodedata.category(sign) in ("Mn", "Cf")


def find(text: str, entries: Iterable[Entry], reserved: Iterable[str] = ()) -> list[Occurrence]:
    """The first occurrence of each entry, in the order of the text; two never overlap, the longest form wins.

    Where `reserved` words or addresses stand, nothing is found: someone else says what they mean.
    """
    pattern, owners = _compiled(tuple(entries))
    if not owners:
        return []
    kept_out = [match.span() for match in ADDRESS.finditer(text)]
    kept_out += [(one.start, one.end) for one in _all(text, *_compiled((Entry("", tuple(reserved)),)))]
    found: dict[str, Occurrence] = {}
    for one in _all(text, pattern, owners):
        if not any(one.start < end and start < one.end for start, end in kept_out):
            found.setdefault(one.code, one)
    return list(found.values())


def _all(text: str, pattern: re.Pattern[str], owners: tuple[tuple[str, bool], ...]) -> Iterator[Occurrence]:
    """Every occurrence, from left to right."""
    if not owners:
        return
    folded = fold(text)
    at = 0
    while match := pattern.search(folded.text, at):
        code, capitals = owners[(match.lastindex or 1) - 1]
        start, end = folded.places[match.start()], folded.places[match.end() - 1] + 1
        if capitals and not text[start:end].rstrip("s").isupper():
            at = match.start() + 1
            continue
        while end < len(text) and _is_mark(text[end]):
            end += 1
        yield Occurrence(start, end, code)
        at = match.end()


@lru_cache(maxsize=256)
def _compiled(entries: tuple[Entry, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, bool], ...]]:
    """One pattern with a group a form, the longest first; for each group, its code and whether capitals matter."""
    forms = [(form, entry.code) for entry in entries for form in entry.forms if fold(form).text.strip()]
    forms.sort(key=lambda pair: (-len(pair[0]), pair))
    groups = "|".join(f"({_with_plural(form)})" for form, _code in forms)
    owners = tuple((code, form.isupper() and len(form) <= ACRONYM) for form, code in forms)
    return re.compile(f"{BEFORE}(?:{groups}){AFTER}"), owners


def _with_plural(form: str) -> str:
    return " +".join(_word(word) for word in fold(form).text.split())


def _word(word: str) -> str:
    """The word, and its plural where an ending makes it."""
    return re.escape(word) + ("[sx]?" if word[-1].isalpha() and word[-1] not in "sxz" else "")
