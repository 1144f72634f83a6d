"""Who may have a resource: conditions that are structured, and a verdict that says which hold, miss, or are not known.

A size is known by its band (INSEE's, `organisations.domain.sizes`), so a bound within a band leaves it unsure. Who is
a micro-enterprise, how old a company is, are often not known: a condition on what is not known is "unsure", never
refused in silence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from organisations.domain.naf import SECTIONS_REV2

EMPLOYEES = {
    "0": (0, 0), "1-9": (1, 9), "10-19": (10, 19), "20-49": (20, 49),
    "50-249": (50, 249), "250-499": (250, 499), "500+": (500, None),
}  # fmt: skip
"""Size band → fewest and most employees; None: no upper bound."""
NOT_MICRO = 10
"""Employees from which nobody is a micro-enterprise (European Commission, recommendation 2003/361/EC)."""


class Verdict(Enum):
    MET = "met"
    UNSURE = "unsure"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an organisation. "" or None: not known. `naf` is a NAF rev. 2 code ("47.11Z") or "";
    `section` its letter; `areas` the codes of `Eligibility.areas` that hold its commune; `micro` whether it is a
    micro-enterprise (French tax regime); `years` of activity."""

    kind: str = ""
    size: str = ""
    section: str = ""
    naf: str = ""
    areas: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    micro: bool | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Conditions; each that is given must hold, an empty one asks nothing.

    `kinds`: company, association, public_body. `sizes`: bands of employees. `naf`, `not_naf`: beginnings of NAF rev. 2
    codes, or section letters: "C", "10", "10.7", "47.11Z". `least`, `most`: employees, both included. `micro`: "no"
    refuses micro-enterprises, "only" asks for one. `areas`: "region:75", "departement:86", "epci:200069854",
    "commune:86194"; one is enough. `years`: of activity, at least. `traits`, `any_trait`, `no_trait`: as in a
    framework.
    """

    kinds: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    naf: frozenset[str] = frozenset()
    not_naf: frozenset[str] = frozenset()
    least: int | None = None
    most: int | None = None
    micro: str = ""
    areas: frozenset[str] = frozenset()
    years: int | None = None
    traits: frozenset[str] = frozenset()
    any_trait: frozenset[str] = frozenset()
    no_trait: frozenset[str] = frozenset()

    def verdicts(self, facts: Facts) -> Iterator[tuple[str, Verdict]]:
        """Each condition that is given, by name, with what it comes to for `facts`."""
        for name, judge in JUDGES.items():
            verdict = judge(self, facts)
            if verdict is not None:
                yield name, verdict

    def contradictions(self) -> Iterator[str]:
        """Names of the fields that nobody could meet together."""
        if self.least is not None and self.most is not None and self.least > self.most:
            yield "most"
        elif self.sizes and all(_employees(self, Facts(size=size)) is Verdict.MISSED for size in self.sizes):
            yield "sizes"
        if self.naf and all(self._is_left_out(code) for code in self.naf):
            yield "not_naf"
        if self.traits & self.no_trait or (self.any_trait and self.any_trait <= self.no_trait):
            yield "no_trait"
        if self.micro == "only" and self.least is not None and self.least >= NOT_MICRO:
            yield "micro"

    def _is_left_out(self, code: str) -> bool:
        return section_of(code) in self.not_naf or any(code.startswith(out) for out in self.not_naf)

    def parts(self) -> Iterator[tuple[str, "Eligibility"]]:
        """Each condition that is given, by name, alone."""
        for name, fields in FIELDS_OF.items():
            given = {field: getattr(self, field) for field in fields if getattr(self, field) not in _ASKS_NOTHING}
            if given:
                yield name, Eligibility(**given)


def _kinds(rule: Eligibility, facts: Facts) -> Verdict | None:
    return _among(rule.kinds, facts.kind)


def _sizes(rule: Eligibility, facts: Facts) -> Verdict | None:
    return _among(rule.sizes, facts.size)


def _among(wanted: frozenset[str], known: str) -> Verdict | None:
    if not wanted:
        return None
    if not known:
        return Verdict.UNSURE
    return Verdict.MET if known in wanted else Verdict.MISSED


def _naf(rule: Eligibility, facts: Facts) -> Verdict | None:
    """A section is known more often than a code: a code that it does not settle is unsure."""
    if not rule.naf and not rule.not_naf:
        return None
    wanted = _within(rule.naf, facts) if rule.naf else Verdict.MET
    refused = _within(rule.not_naf, facts) if rule.not_naf else Verdict.MISSED
    if wanted is Verdict.MISSED or refused is Verdict.MET:
        return Verdict.MISSED
    return Verdict.UNSURE if Verdict.UNSURE in (wanted, refused) else Verdict.MET


def _within(codes: frozenset[str], facts: Facts) -> Verdict:
    section = facts.section or section_of(facts.naf)
    if section in codes or (facts.naf and any(facts.naf.startswith(code) for code in codes)):
        return Verdict.MET
    if facts.naf or (section and section not in set(map(section_of, codes))):
        return Verdict.MISSED
    return Verdict.UNSURE


@lru_cache(4096)
def section_of(code: str) -> str:
    """The section letter of a NAF rev. 2 code or of its beginning: "C" for "C", "10", "10.71Z"; "" for none."""
    if code.isalpha() or not code:
        return code
    division = int(code[:2])
    return next((letter for letter, (low, high) in SECTIONS_REV2.items() if low <= division <= high), "")


def _employees(rule: Eligibility, facts: Facts) -> Verdict | None:
    if rule.least is None and rule.most is None:
        return None
    if facts.size not in EMPLOYEES:
        return Verdict.UNSURE
    low, high = EMPLOYEES[facts.size]
    least, most = rule.least or 0, rule.most
    if (high is not None and high < least) or (most is not None and low > most):
        return Verdict.MISSED
    inside = low >= least and (most is None or (high is not None and high <= most))
    return Verdict.MET if inside else Verdict.UNSURE


def _micro(rule: Eligibility, facts: Facts) -> Verdict | None:
    if not rule.micro:
        return None
    if facts.micro is None:
        return Verdict.UNSURE
    return Verdict.MET if facts.micro == (rule.micro == "only") else Verdict.MISSED


def _areas(rule: Eligibility, facts: Facts) -> Verdict | None:
    if not rule.areas:
        return None
    if not facts.areas:
        return Verdict.UNSURE
    return Verdict.MISSED if rule.areas.isdisjoint(facts.areas) else Verdict.MET


def _years(rule: Eligibility, facts: Facts) -> Verdict | None:
    if rule.years is None:
        return None
    if facts.years is None:
        return Verdict.UNSURE
    return Verdict.MET if facts.years >= rule.years else Verdict.MISSED


def _traits(rule: Eligibility, facts: Facts) -> Verdict | None:
    if not (rule.traits or rule.any_trait or rule.no_trait):
        return None
    some = not rule.any_trait or not rule.any_trait.isdisjoint(facts.traits)
    met = rule.traits <= facts.traits and some and rule.no_trait.isdisjoint(facts.traits)
    return Verdict.MET if met else Verdict.MISSED


JUDGES: dict[str, Callable[[Eligibility, Facts], Verdict | None]] = {
    "kinds": _kinds,
    "sizes": _sizes,
    "naf": _naf,
    "employees": _employees,
    "micro": _micro,
    "areas": _areas,
    "years": _years,
    "traits": _traits,
}
"""Name of a condition → its verdict on what is known, None where the rule does not put it."""
FIELDS_OF = {
    "kinds": ("kinds",),
    "sizes": ("sizes",),
    "naf": ("naf", "not_naf"),
    "employees": ("least", "most"),
    "micro": ("micro",),
    "areas": ("areas",),
    "years": ("years",),
    "traits": ("traits", "any_trait", "no_trait"),
}
"""Name of a condition → the fields that put it."""
_ASKS_NOTHING: tuple[object, ...] = (frozenset(), None, "")


def is_open(opens_on: date | None, closes_on: date | None, today: date) -> bool:
    """Whether `today` is between the two days, both included."""
    return (opens_on is None or opens_on <= today) and (closes_on is None or today <= closes_on)
