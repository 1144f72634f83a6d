"""Conditions in words: the fact that meets one, what one asks, what would be needed.

Every function takes the rule, what is known, and the names of places.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.responses.forms import SECTIONS
from assessments.toolbox.domain.eligibility import EMPLOYEES, FIELDS_OF, Eligibility, Facts
from assessments.toolbox.listing import either, listed

Places = Mapping[str, str]
Say = Callable[[Eligibility, Facts, Places], str]
NAMED = 4
"""Places or activities that a sentence names; more than that teach nothing."""

KINDS = {
    "company": (gettext_lazy("you are a company"), gettext_lazy("companies")),
    "association": (gettext_lazy("you are an association"), gettext_lazy("associations")),
    "public_body": (gettext_lazy("you are a public body"), gettext_lazy("public bodies")),
}
"""Kind → the fact, those who are."""
TRAITS = {
    "premises": (gettext_lazy("you have premises"), gettext_lazy("premises")),
    "works": (gettext_lazy("you can decide works"), gettext_lazy("the power to decide works")),
    "meter": (gettext_lazy("you have your own meter"), gettext_lazy("a meter of your own")),
    "outdoor": (gettext_lazy("you have outdoor ground"), gettext_lazy("outdoor ground")),
    "employees": (gettext_lazy("you have employees"), gettext_lazy("employees")),
    "volunteers": (gettext_lazy("you have volunteers"), gettext_lazy("volunteers")),
    "vehicles": (gettext_lazy("you use vehicles"), gettext_lazy("vehicles")),
    "trips": (gettext_lazy("you travel for work"), gettext_lazy("trips for work")),
    "goods": (gettext_lazy("goods come in or out"), gettext_lazy("goods that come in or out")),
    "food": (gettext_lazy("you serve or sell food"), gettext_lazy("food served or sold")),
}
"""Trait → the fact, the thing."""


def bounds(rule: Eligibility) -> tuple[int, int | None] | None:
    """Fewest and most employees that `sizes`, `least` and `most` allow; None where the bands leave a hole."""
    ranges = sorted((EMPLOYEES[size] for size in rule.sizes), key=lambda bound: bound[0]) or [(0, None)]
    if any(high is None or high + 1 != after for (_low, high), (after, _high) in pairwise(ranges)):
        return None
    highs = [high for high in (ranges[-1][1], rule.most) if high is not None]
    return max(ranges[0][0], rule.least or 0), min(highs, default=None)


def employees(low: int, high: int | None) -> str:
    """ "fewer than 20 employees", "at least 10 employees", "10 to 49 employees"."""
    if high is None:
        return ngettext("at least %(low)s employee", "at least %(low)s employees", low) % {"low": low}
    if high == 0:
        return _("no employee")
    if low > 0:
        return _("%(low)s to %(high)s employees") % {"low": low, "high": high}
    if (high + 1) % 10 == 0:
        return _("fewer than %(count)s employees") % {"count": high + 1}
    return ngettext("at most %(count)s employee", "at most %(count)s employees", high) % {"count": high}


def _size_fact(rule: Eligibility, _facts: Facts, _places: Places) -> str:
    found = bounds(rule)
    if found is None:
        return _("your size fits")
    return _("you have %(employees)s") % {"employees": employees(*found)}


def _size(pattern: object) -> Say:
    def say(rule: Eligibility, _facts: Facts, _places: Places) -> str:
        found = bounds(rule)
        return str(pattern) % {"employees": employees(*found)} if found else _("it is for other sizes")

    return say


def _kinds_asked(rule: Eligibility, _facts: Facts, _places: Places) -> str:
    return _("it is for %(kinds)s") % {"kinds": listed([str(KINDS[kind][1]) for kind in sorted(rule.kinds)])}


def _naf_fact(rule: Eligibility, facts: Facts, _places: Places) -> str:
    if not rule.naf or len(rule.naf) > NAMED or facts.section not in SECTIONS:
        return ""
    return _("your activity is “%(activity)s”") % {"activity": SECTIONS[facts.section]}


def _naf_asked(rule: Eligibility, _facts: Facts, _places: Places) -> str:
    if 0 < len(rule.naf) <= NAMED:
        return _("it is for these activities: %(activities)s") % {"activities": _activities(rule.naf)}
    if 0 < len(rule.not_naf) <= NAMED and not rule.naf:
        return _("it is not for these activities: %(activities)s") % {"activities": _activities(rule.not_naf)}
    return _("it is for some activities only")


def _naf_missing(rule: Eligibility, facts: Facts, places: Places) -> str:
    return _naf_asked(rule, facts, places) if len(rule.naf) <= NAMED else _("it is not for your activity")


def _activities(codes: Iterable[str]) -> str:
    """Sections by their names, which hold commas; other codes as they are."""
    return "\u00a0; ".join(str(SECTIONS.get(code, code)) for code in sorted(codes))


def _micro_fact(rule: Eligibility, facts: Facts, _places: Places) -> str:
    if facts.kind != "company":
        return ""
    return _("you are a micro-enterprise") if rule.micro == "only" else _("you are not a micro-enterprise")


def _micro_asked(rule: Eligibility, _facts: Facts, _places: Places) -> str:
    only = rule.micro == "only"
    return _("it is for micro-enterprises only") if only else _("it is not for micro-enterprises")


def _area_fact(rule: Eligibility, facts: Facts, places: Places) -> str:
    here = [places[area] for area in sorted(rule.areas & facts.areas) if area in places]
    return _("you are in %(place)s") % {"place": here[0]} if here else ""


def _area_asked(rule: Eligibility, _facts: Facts, places: Places) -> str:
    names = sorted(places.get(area, area.partition(":")[2]) for area in rule.areas)
    if len(names) > NAMED:
        return _("it is reserved to some places: %(places)s…") % {"places": ", ".join(names[:NAMED])}
    return _("it is reserved to %(places)s") % {"places": listed(names)}


def _years(pattern: object) -> Say:
    def say(rule: Eligibility, _facts: Facts, _places: Places) -> str:
        count = rule.years or 0
        asked = ngettext("at least %(count)s year of activity", "at least %(count)s years of activity", count)
        return str(pattern) % {"years": asked % {"count": count}}

    return say


def _trait_fact(rule: Eligibility, facts: Facts, _places: Places) -> str:
    met = sorted((rule.traits | rule.any_trait) & facts.traits)
    return listed([str(TRAITS[code][0]) for code in met])


def _trait_asked(rule: Eligibility, facts: Facts, _places: Places) -> str:
    """What is not there, or is there and should not be; all that is asked where nothing is known."""
    lacking = _things(rule.traits - facts.traits)
    some = _things(rule.any_trait) if rule.any_trait.isdisjoint(facts.traits) else []
    unwanted = _things(rule.no_trait & facts.traits or rule.no_trait)
    said = [
        _("it asks for %(things)s") % {"things": listed(lacking)} if lacking else "",
        _("it asks for %(things)s") % {"things": either(some)} if some else "",
        _("it is for those without %(things)s") % {"things": either(unwanted)} if unwanted else "",
    ]
    return listed([*filter(None, said)])


def _things(codes: Iterable[str]) -> list[str]:
    return [str(TRAITS[code][1]) for code in sorted(codes)]


FACTS: dict[str, Say] = {
    "kinds": lambda _rule, facts, _places: str(KINDS[facts.kind][0]),
    "sizes": _size_fact,
    "naf": _naf_fact,
    "employees": _size_fact,
    "micro": _micro_fact,
    "areas": _area_fact,
    "years": _years(gettext_lazy("you have %(years)s")),
    "traits": _trait_fact,
}
"""The fact that meets a condition; "" where saying it teaches nothing."""
CHECKS: dict[str, Say] = {
    "kinds": _kinds_asked,
    "sizes": _size(gettext_lazy("it asks for %(employees)s")),
    "naf": _naf_asked,
    "employees": _size(gettext_lazy("it asks for %(employees)s")),
    "micro": _micro_asked,
    "areas": _area_asked,
    "years": _years(gettext_lazy("it asks for %(years)s")),
    "traits": _trait_asked,
}
"""What a condition asks."""
MISSING: dict[str, Say] = CHECKS | {
    "sizes": _size(gettext_lazy("you would need %(employees)s")),
    "naf": _naf_missing,
    "employees": _size(gettext_lazy("you would need %(employees)s")),
    "years": _years(gettext_lazy("you would need %(years)s")),
}
"""What would be needed."""


def asked(rule: Eligibility, places: Places) -> list[str]:
    """Every condition of a rule, for whoever reads it outside of a result."""
    given = [name for name, fields in FIELDS_OF.items() if any(getattr(rule, field) for field in fields)]
    return [CHECKS[name](rule, Facts(), places) for name in given]
