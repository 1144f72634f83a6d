"""Writes: the roll-up of a whole country at once, so that nothing is told twice in two ways."""

from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils import timezone

from assessments.benchmarks import queries
from assessments.benchmarks.comparing import Comparison, Filters, compare
from assessments.benchmarks.domain.disclosure import UNIT
from assessments.benchmarks.domain.disclosure import Record as Told
from assessments.benchmarks.domain.lattice import Address, Place
from assessments.benchmarks.domain.periods import closed_until
from assessments.benchmarks.domain.publishing import Sets, publish
from assessments.benchmarks.models import Cell, Record
from assessments.benchmarks.rulers import Ruler, root_of, ruler_of
from assessments.frameworks.models import Framework
from assessments.results.models import Result
from assessments.scoring import round_half_up
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import Subtree, territory_scope

__all__ = ["Comparison", "Filters", "compare", "roll_up", "roll_up_all"]


def roll_up_all(*, until: datetime | None = None) -> int:
    """Roll up every tree of territories; the number of figures published or renewed."""
    roots = Territory.objects.filter(parent=None).order_by("pk")
    return sum(roll_up(root=root, until=until) for root in roots)


@transaction.atomic
def roll_up(*, root: Territory, until: datetime | None = None) -> int:
    """Take in the results issued before `until`, by default the last Monday, and publish what may be.

    A figure that may not be renewed stays as it was, with its date. Returns how many were published or renewed.
    """
    until = until or closed_until(timezone.localtime())
    with territory_scope(Subtree(root)):
        Territory.objects.select_for_update().get(pk=root.pk)  # two roll-ups would each publish half
        _take_in(until)
        lineages = Framework.objects.filter(pk__in=Record.objects.order_by().values("lineage")).order_by("pk")
        return sum(_publish(lineage, until) for lineage in lineages)


def _take_in(until: datetime) -> None:
    Record.objects.bulk_create((_record(result) for result in queries.not_rolled_up(until)), batch_size=500)


def _record(result: Result) -> Record:
    profile = result.profile
    return Record(
        territory_id=result.territory_id,
        lineage_id=root_of(result.version).framework,
        result=result,
        who=_who(result),
        issued_at=result.issued_at,
        section=profile["section"],
        size=profile["size"],
        kind=profile["kind"],
    )


def _who(result: Result) -> str:
    """One company is one, whatever the number of its establishments."""
    organisation: Organisation = result.assessment.organisation  # type: ignore[assignment]  # queries.not_rolled_up
    return organisation.siren or organisation.rna or str(organisation.pk)


def _publish(lineage: Framework, until: datetime) -> int:
    version = ruler_of(lineage.pk)
    if version is None:
        return 0
    ruler = Ruler(version)
    records = {record.pk: record for record in queries.records_of(lineage.pk)}
    _read(records, ruler)
    told = [_told(record) for record in records.values()]
    places = {pk: _place(record) for pk, record in _current(records, ruler).items()}
    sets = publish(told, places, ruler.measures)
    _remember(told, records)
    _write({address: _figures(found, records, ruler) for address, found in sets.items()}, lineage, ruler, until)
    return len(sets)


def _read(records: dict[int, Record], ruler: Ruler) -> None:
    """Values on `ruler` of those that have none yet; tried once, kept empty where too little was answered."""
    waiting = {record.result_id: record for record in records.values() if ruler.mark not in record.values}
    rows = Result.objects.filter(pk__in=list(waiting)).select_related("version__base").order_by("pk")
    for result in rows.iterator(500):
        waiting[result.pk].values |= {**ruler.values(result), ruler.mark: 1}
    Record.objects.bulk_update(waiting.values(), ["values"], batch_size=500)


def _current(records: dict[int, Record], ruler: Ruler) -> dict[int, Record]:
    """The latest of each organisation that can be read on this ruler."""
    latest = {(record.who, record.territory_id): record for record in records.values()}
    return {record.pk: record for record in latest.values() if ruler.measure() in record.values}


def _told(record: Record) -> Told:
    return Told(record.pk, record.who, record.values, record.block, frozenset(record.told))


def _place(record: Record) -> Place:
    areas = (*record.territory.ancestor_ids, record.territory_id)
    return Place(areas, record.section, record.size, record.kind)


Figures = tuple[int, dict[str, str]]
"""How many distinct organisations, and the displayed mean of each theme."""


def _figures(sets: Sets, records: dict[int, Record], ruler: Ruler) -> Figures:
    count = len({records[key].who for key in sets[""]})
    return count, {
        code: _mean([records[key] for key in keys], ruler.measure(code), ruler) for code, keys in sets.items()
    }


def _mean(records: list[Record], measure: str, ruler: Ruler) -> str:
    """As it is shown: on the scale of the framework, rounded as a score is."""
    ratio = Fraction(sum(record.values[measure] for record in records), UNIT * len(records))
    low, high = ruler.framework.minimum, ruler.framework.maximum
    return str(round_half_up(low + (high - low) * ratio, ruler.framework.decimals))


def _remember(told: list[Told], records: dict[int, Record]) -> None:
    changed = []
    for one in told:
        record = records[one.key]
        if (record.block, frozenset(record.told)) != (one.block, one.told):
            record.block, record.told = one.block, sorted(one.told)
            changed.append(record)
    Record.objects.bulk_update(changed, ["block", "told"], batch_size=500)


def _write(cells: dict[Address, Figures], lineage: Framework, ruler: Ruler, until: datetime) -> None:
    """Replace the figures that are renewed; the others stay, with their date."""
    areas = {address.area for address in cells}
    rows = Cell.objects.filter(lineage=lineage, territory__in=areas).order_by("pk")
    Cell.objects.filter(pk__in=[row.pk for row in rows if row.address in cells]).delete()
    made = (
        Cell(
            territory_id=address.area,
            lineage=lineage,
            ruler=ruler.version,
            section=address.section,
            size=address.size,
            kind=address.kind,
            count=count,
            means=means,
            until=until,
        )
        for address, (count, means) in cells.items()
    )
    Cell.objects.bulk_create(made, batch_size=500)
