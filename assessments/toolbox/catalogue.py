"""The catalogue that a territory sees, compiled and kept by process, good while no resource of it changed."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from django.db.models import QuerySet, Subquery, Sum, Value

from assessments.toolbox.domain.index import Index
from assessments.toolbox.domain.matching import Offer
from assessments.toolbox.domain.plain import UnreadableEligibility, eligibility_from
from assessments.toolbox.models import CatalogueStamp, Resource
from territories.geography.files import read_departements, read_regions
from territories.models import Commune, Intercommunality, Territory

logger = logging.getLogger(__name__)

KEPT = 64
"""Territories whose catalogue one process keeps; the one compiled first leaves first."""
COLUMNS = (
    "id", "territory_id", "themes", "eligibility", "opens_on", "deadline", "suspended", "framework", "questions",
    "choices", "least_share", "most_share",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`stamp`: the sum of the stamps of the territories it comes from, None where it is not to be checked; `places`:
    names of the areas that it reserves something to, "region:75" → "Nouvelle-Aquitaine"."""

    index: Index
    stamp: int | None
    places: Mapping[str, str]


_kept: dict[int, Catalogue] = {}


def kept(territory: Territory) -> Catalogue | None:
    """The one in memory, if any; whether it still holds is for `stamped` rows to say. No query."""
    return _kept.get(territory.pk)


def compiled(territory: Territory) -> Catalogue:
    """Read anew, and kept: one query, and one or two more for the names of communes and inter-municipalities."""
    rows = _read(territory)
    stamp = int(rows[0]["stamp"] or 0) if rows else stamp_of(territory)
    offers = list(_offers(rows, territory))
    catalogue = Catalogue(Index(offers), stamp, _places({area for offer in offers for area in offer.rule.areas}))
    while len(_kept) >= KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[territory.pk] = catalogue
    return catalogue


def forget() -> None:
    """Empty the memory."""
    _kept.clear()


def stamp_of(territory: Territory) -> int:
    return int(_numbers(territory).aggregate(total=Sum("number"))["total"] or 0)


def stamped(rows: QuerySet[Resource], territory: Territory) -> QuerySet[Resource]:
    """`rows`, each with the `stamp` of the whole catalogue as it is now: one query tells both."""
    return rows.annotate(stamp=stamp_in_rows(territory))


def stamp_in_rows(territory: Territory) -> Subquery:
    """The stamp as a column of another query: None for a catalogue that nothing was ever written in."""
    return Subquery(_stamps(territory))


def _stamps(territory: Territory) -> QuerySet[Any, Any]:
    return _numbers(territory).values(one=Value(1)).annotate(total=Sum("number")).values("total")


def _numbers(territory: Territory) -> QuerySet[CatalogueStamp]:
    rows: QuerySet[CatalogueStamp] = CatalogueStamp.objects.filter(territory_id__in=_lineage(territory))
    return rows.order_by()


def _lineage(territory: Territory) -> list[int]:
    """The nearest first."""
    return [territory.pk, *reversed(territory.ancestor_ids)]


def _read(territory: Territory) -> list[dict[str, Any]]:
    rows = Resource.objects.filter(territory_id__in=_lineage(territory), retired_on=None).order_by("id")
    return list(stamped(rows, territory).values(*COLUMNS, "stamp"))


def _offers(rows: Iterable[Mapping[str, Any]], territory: Territory) -> Iterator[Offer]:
    distances = {pk: distance for distance, pk in enumerate(_lineage(territory))}
    for row in rows:
        try:
            yield _offer(row, distances[row["territory_id"]])
        except UnreadableEligibility:
            logger.exception("Resource %s is left out: its conditions cannot be read.", row["id"])


def _offer(row: Mapping[str, Any], distance: int) -> Offer:
    return Offer(
        id=row["id"],
        themes=frozenset(row["themes"]),
        rule=eligibility_from(row["eligibility"]),
        opens_on=row["opens_on"],
        closes_on=row["deadline"],
        suspended=row["suspended"],
        distance=distance,
        framework=row["framework"],
        questions=frozenset(row["questions"]),
        choices=frozenset((question, code) for question, codes in row["choices"].items() for code in codes),
        least=None if row["least_share"] is None else Fraction(row["least_share"]),
        most=None if row["most_share"] is None else Fraction(row["most_share"]),
    )


def _places(areas: Iterable[str]) -> dict[str, str]:
    """Names; those of communes and inter-municipalities cost a query each, where there are any."""
    wanted = set(areas)
    names = {area: name for area, name in _shipped_places().items() if area in wanted}
    for kind, model in (("commune", Commune), ("epci", Intercommunality)):
        codes = [area.partition(":")[2] for area in wanted if area.startswith(f"{kind}:")]
        if codes:
            names |= {f"{kind}:{row.pk}": row.name for row in model.objects.filter(pk__in=codes)}
    return names


@cache
def _shipped_places() -> dict[str, str]:
    departements = {f"departement:{place.code}": place.name for place in read_departements()}
    return departements | {f"region:{place.code}": place.name for place in read_regions()}
