"""Who may have the aids of Transition écologique des entreprises, read straight from their JSON and nothing else.

Slow and plain on purpose: nothing of the code under test is used, names of places are compared as names.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

BANDS: dict[str, tuple[int, int]] = {
    "0": (0, 0), "1-9": (1, 9), "10-19": (10, 19), "20-49": (20, 49), "50-249": (50, 249), "250-499": (250, 499),
    "500+": (500, 10**9),
}  # fmt: skip
ALL_SECTIONS = 21
KNOWN = {
    "allowedNafSections", "allowedRegion", "minEmployees", "maxEmployees", "excludeMicroentrepreneur",
    "openToPublicAdministration",
}  # fmt: skip


@dataclass(frozen=True)
class Someone:
    """`places`: names of the région and the département; none where they are not known. `micro`: None, not known."""

    kind: str
    size: str
    section: str
    places: tuple[str, ...]
    micro: bool | None


def check(aid: Mapping[str, Any], someone: Someone, today: date) -> tuple[int, set[str]] | None:
    """How many conditions are missed, and which are not known. None: it is over."""
    data = aid["eligibilityData"]
    company = data["company"]
    assert set(company) <= KNOWN
    validity = data.get("validity", {})
    if "end" in validity and day(validity["end"]) < today:
        return None
    missed = 0
    unknown: set[str] = set()
    verdicts = {
        "kinds": may_apply(aid, someone.kind),
        "naf": does(company["allowedNafSections"], someone.section),
        "employees": employs(company, someone.size),
        "micro": is_no_micro(company, someone.micro),
        "areas": is_there(company.get("allowedRegion", []), someone.places),
        "years": True if asks_no_age(aid) else None,
    }
    for name, verdict in verdicts.items():
        if verdict is None:
            unknown.add(name)
        elif not verdict:
            missed += 1
    missed += "start" in validity and day(validity["start"]) > today
    missed += aid.get("aide temporairement indisponible") == "oui"
    return missed, unknown


def may_apply(aid: Mapping[str, Any], kind: str) -> bool:
    if kind == "public_body":
        return aid["eligibilityData"]["company"].get("openToPublicAdministration") is True
    if kind == "association":
        others = aid["conditions d'éligibilité"].get("autres critères d'éligibilité", [])
        return any("associations sont éligibles" in line for line in others)
    return True


def does(sections: list[str], section: str) -> bool | None:
    if len(set(sections)) == ALL_SECTIONS:
        return True
    return section in sections if section else None


def employs(company: Mapping[str, Any], size: str) -> bool | None:
    least, most = int(company.get("minEmployees", 0)), int(company.get("maxEmployees", 10**9))
    if "minEmployees" not in company and "maxEmployees" not in company:
        return True
    if not size:
        return None
    low, high = BANDS[size]
    inside = {least <= low <= most, least <= high <= most}
    if inside == {True}:
        return True
    return None if low <= most and high >= least else False


def is_no_micro(company: Mapping[str, Any], micro: bool | None) -> bool | None:
    if not company.get("excludeMicroentrepreneur"):
        return True
    return None if micro is None else not micro


def is_there(names: list[str], places: tuple[str, ...]) -> bool | None:
    if not names:
        return True
    if not places:
        return None
    return not {plain(name) for name in names}.isdisjoint(plain(place) for place in places)


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def asks_no_age(aid: Mapping[str, Any]) -> bool:
    """Whether it asks for nothing of the kind; how long anyone was active is never known. One aid asks for a year
    before the day of the request, with exceptions: that is told, not judged."""
    told = " ".join(aid["conditions d'éligibilité"]["nombre d'années d'activité"])
    return re.search(r"[Aa]u moins (\d+|un) ans? d.activité", told) is None


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day, not a moment
