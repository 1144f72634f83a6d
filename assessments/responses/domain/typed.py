"""Figures and dates as people type them, in French or in English. Pure."""

import re
from datetime import date

MOST_DIGITS = 15  # a number with more would not come back the same from JSON
YEARS = range(1900, 2200)
"""A browser sends the year 0002 while "2026" is being typed: no questionnaire is about it."""
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_FRENCH = re.compile(r"(?P<day>\d{1,2})\s*[/. -]\s*(?P<month>\d{1,2})\s*[/. -]\s*(?P<year>\d{4})", re.ASCII)


class NotRead(ValueError):
    """A text that is not what it should be. `code`: not_a_number, not_a_date."""

    def __init__(self, cure: str, code: str) -> None:
        super().__init__(cure)
        self.code = code


def read_number(text: str) -> int | float:
    """A number: "1 234,5", "12.5", "30 %". Raises NotRead."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).rstrip("%").replace(",", ".").replace("\u2212", "-")
    if len(bare) > MOST_DIGITS or not re.fullmatch(r"-?\d+(\.\d+)?", bare, re.ASCII):
        raise NotRead("give a number", "not_a_number")
    return float(bare) if "." in bare else int(bare)


def read_date(text: str) -> str:
    """A day, "2026-11-21", from that or from "21/11/2026". Raises NotRead."""
    found = _ISO.fullmatch(text) or _FRENCH.fullmatch(text)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise NotRead("give a date, such as 2026-11-21", "not_a_date")
    return day.isoformat()
