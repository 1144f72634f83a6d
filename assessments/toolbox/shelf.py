"""The toolbox as people search it: every resource that a territory sees, kept in memory, filtered and counted there.

The memory is good while the stamp of the catalogue stands (see catalogue.py): one query tells it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.toolbox import catalogue
from assessments.toolbox.domain.eligibility import Eligibility, Facts, Verdict, is_open
from assessments.toolbox.domain.plain import UnreadableEligibility, eligibility_from
from assessments.toolbox.models import Resource
from territories.geography.names import fold
from territories.models import Commune, Kind, Territory

KEPT = 64
FREE = ("gratuit", "free", "sans frais")
COLUMNS = (
    "id", "kind", "title", "summary", "cost", "effort_level", "origin", "eligibility", "opens_on", "deadline",
    "suspended", "themes", "conditions", "territory__kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource as it is searched. `level`: "national", "regional" or "local"; `text` folded."""

    id: int
    kind: str
    themes: frozenset[str]
    effort: int | None
    free: bool
    level: str
    rule: Eligibility
    opens_on: date | None
    closes_on: date | None
    suspended: bool
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """`home`: the areas that hold a commune of the territory; none for a portal, to which every place is its own."""

    entries: tuple[Entry, ...]
    home: frozenset[str]
    stamp: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asks for; empty: everything that is not closed, here."""

    q: str = ""
    kinds: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    efforts: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    who: str = ""
    size: str = ""
    free: bool = False
    open_now: bool = False
    elsewhere: bool = False


_kept: dict[tuple[int, object], Shelf] = {}


def shelf_of(territory: Territory) -> Shelf:
    """One query when nothing changed; three to read it anew."""
    stamp = catalogue.stamp_of(territory)
    key = (territory.pk, territory.created_at)
    found = _kept.get(key)
    if found is not None and found.stamp == stamp:
        return found
    rows = Resource.objects.filter(retired_on=None).order_by("id").values(*COLUMNS)
    shelf = Shelf(tuple(_entries(rows)), frozenset(_areas(territory)), stamp)
    while len(_kept) >= KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = shelf
    return shelf


def _entries(rows: Iterable[dict[str, Any]]) -> Iterator[Entry]:
    for row in rows:
        try:
            rule = eligibility_from(row["eligibility"])
        except UnreadableEligibility:
            continue  # catalogue.py says so in the log
        yield Entry(
            id=row["id"],
            kind=row["kind"],
            themes=frozenset(row["themes"]),
            effort=row["effort_level"],
            free=any(fold(text).startswith(FREE) for text in row["cost"].values()),
            level=_level(row["territory__kind"], rule),
            rule=rule,
            opens_on=row["opens_on"],
            closes_on=row["deadline"],
            suspended=row["suspended"],
            name=fold(row["title"].get("fr") or next(iter(row["title"].values()), "")),
            text=fold(" ".join([*row["title"].values(), *row["summary"].values(), row["origin"]])),
        )


def _level(kind: str, rule: Eligibility) -> str:
    """A national resource that is reserved to some places is a regional one to who reads it."""
    if kind == Kind.NATIONAL:
        return "regional" if rule.areas else "national"
    return "regional" if kind == Kind.REGION else "local"


def _areas(territory: Territory) -> Iterator[str]:
    rows = Commune.objects.filter(territories=territory).order_by()
    for code, departement, region, epci in rows.values_list("code", "departement", "region", "intercommunality"):
        yield from (f"commune:{code}", f"departement:{departement}", f"region:{region}", f"epci:{epci}")


def search(shelf: Shelf, wanted: Wanted, today: date, *, leave: str = "") -> list[Entry]:
    """Those that pass every filter but `leave`, by name; where words are searched, those that have them in their
    name come first."""
    tests = [test for name, test in _tests(shelf, wanted, today).items() if name != leave]
    kept = [entry for entry in shelf.entries if all(test(entry) for test in tests)]
    words = fold(wanted.q).split()
    return sorted(kept, key=lambda entry: (not all(word in entry.name for word in words), entry.name, entry.id))


def _tests(shelf: Shelf, wanted: Wanted, today: date) -> dict[str, Callable[[Entry], bool]]:
    words = fold(wanted.q).split()
    facts = Facts(kind=wanted.who, size=wanted.size)
    tests: dict[str, Callable[[Entry], bool]] = {"closed": lambda entry: not _is_over(entry, today)}
    if words:
        tests["q"] = lambda entry: all(_holds(entry.text, word) for word in words)
    if wanted.kinds:
        tests["kinds"] = lambda entry: entry.kind in wanted.kinds
    if wanted.themes:
        tests["themes"] = lambda entry: not wanted.themes.isdisjoint(entry.themes)
    if wanted.efforts:
        tests["efforts"] = lambda entry: str(entry.effort) in wanted.efforts
    if wanted.levels:
        tests["levels"] = lambda entry: entry.level in wanted.levels
    if wanted.who or wanted.size:
        tests["whom"] = lambda entry: _may_be_for(entry.rule, facts)
    if wanted.free:
        tests["free"] = lambda entry: entry.free
    if wanted.open_now:
        tests["open"] = lambda entry: not entry.suspended and is_open(entry.opens_on, entry.closes_on, today)
    if shelf.home and not wanted.elsewhere:
        tests["place"] = lambda entry: not entry.rule.areas or not entry.rule.areas.isdisjoint(shelf.home)
    return tests


def _holds(text: str, word: str) -> bool:
    """A plural finds its singular; "energie" finds "energies" as it is."""
    return word in text or (len(word) > 3 and word.endswith(("s", "x")) and word[:-1] in text)


def _is_over(entry: Entry, today: date) -> bool:
    return entry.closes_on is not None and entry.closes_on < today


def _may_be_for(rule: Eligibility, facts: Facts) -> bool:
    """Nothing that is said refuses them; what is not said is no refusal."""
    return all(verdict is not Verdict.MISSED for name, verdict in rule.verdicts(facts) if name in _WHOM)


_WHOM = ("kinds", "sizes", "employees")


def counted(shelf: Shelf, wanted: Wanted, today: date, facet: str, values: Iterable[str]) -> dict[str, int]:
    """How many each value of a facet would show, the other filters as they are."""
    entries = search(shelf, wanted, today, leave=facet)
    of = _VALUES[facet]
    return {value: sum(value in of(entry) for entry in entries) for value in values}


_VALUES: dict[str, Callable[[Entry], Iterable[str]]] = {
    "kinds": lambda entry: (entry.kind,),
    "themes": lambda entry: entry.themes,
    "efforts": lambda entry: (str(entry.effort),),
    "levels": lambda entry: (entry.level,),
}
