"""Tidying what hands leave in cells: spaces, smart quotes, decimal commas, accents."""

import re
from decimal import Decimal
from typing import Any
from unicodedata import combining, normalize

from assessments.frameworks.domain.fields import EXACT

SPACES = " \t\r\n\u00a0\u2007\u2009\u200b\u202f\ufeff"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
_GAPS = re.compile(f"[{SPACES}]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")


def plain(value: Any) -> str:
    """A value of a cell as its author sees it: 3.0 is "3", a day "2026-11-21"."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def straight(text: str) -> str:
    """With plain quotes, and no space around."""
    return text.translate(_QUOTES).strip(SPACES)


def code(value: Any) -> str:
    """A word without the quotes and spaces around that came with it."""
    return straight(plain(value)).strip("\"'" + SPACES)


def number(value: Any) -> Any:
    """An exact number, from a figure or from its text ("0,5", "1 000", "1/3"); what is none, as it is."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**15 else Decimal(repr(value))
    if not isinstance(value, str):
        return value
    text = _GAPS.sub("", value).replace("\u2212", "-")
    text = text.replace(",", ".") if _COMMA.match(text) else text
    if _INTEGER.match(text):
        return int(text)
    return text if EXACT.match(text) else value


def folded(text: str) -> str:
    """What two spellings of one word share: small letters without accents, quotes, or spaces around."""
    letters = normalize("NFKD", code(text).casefold())
    return " ".join("".join(letter for letter in letters if not combining(letter)).split())
