"""Facts that catalogues write in French words: days of work, years of activity, bounds of staff."""

import re
from datetime import date

from territories.geography.names import fold

NUMBERS = {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
_YEARS = re.compile(r"au moins (\d+|un|une|deux|trois|quatre|cinq) ans? d activite")
_STAFF = re.compile(r"(moins de|plus de|entre|jusqu a) \d+( et \d+)? salaries")
_HOURS = re.compile(r"\d+ ?h\b|heures?|1 2 journee|demi journee")
_DAYS = re.compile(r"(\d+)(?: a (\d+))? ?(?:jours?|journees?)\b")
_LONG = re.compile(r"\b(mois|semaines?|ans?|annees?)\b")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
QUICK_DAYS, LONG_DAYS = 1, 10
"""Up to a day: quick; more than ten: long."""


def years_of(text: str) -> int | None:
    """3 for "Au moins 3 ans d'activité". None for everyone, or where an exception follows: words alone tell it."""
    folded = fold(text)
    found = _YEARS.match(folded)
    if found is None:
        return None
    if "24 mois" in folded:  # "… or two balance sheets over 24 months": two years are needed either way
        return 2
    return NUMBERS.get(found[1]) or int(found[1])


def is_bound(text: str) -> bool:
    """Whether a line about size says no more than the figures do ("Moins de 250 salariés")."""
    return _STAFF.fullmatch(fold(text)) is not None


def effort_level(duration: str) -> int | None:
    """1 up to a day of one's time, 3 beyond ten days or a month, 2 between; None where no length is said."""
    folded = fold(duration)
    days = [int(found[2] or found[1]) for found in _DAYS.finditer(folded)]
    if _HOURS.search(folded) and not any(day > QUICK_DAYS for day in days):
        return 1
    if days:
        return 1 if max(days) <= QUICK_DAYS else 2 if max(days) <= LONG_DAYS else 3
    return 3 if _LONG.search(folded) else None


def day_of(text: str) -> date | None:
    """A day written 31/12/2026 or 2026-12-31; None for anything else. Years 1900 to 2199."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[3] else (found[6], found[5], found[4])
    try:
        read = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return read if 1900 <= read.year < 2200 else None
