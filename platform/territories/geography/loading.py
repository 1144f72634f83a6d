"""The shipped facts put into the database, as often as one likes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from django.db import connection, models, transaction

from territories.geography import files
from territories.geography.keys import former_keys, insert_keys, keys_of
from territories.geography.names import fold
from territories.models import Commune, CommuneKey, Departement, Intercommunality, Region

BATCH = 5_000
Fact = TypeVar("Fact")
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each are in the database afterwards, and what the official code no longer has."""

    regions: int
    departements: int
    intercommunalities: int
    communes: int
    keys: int
    stale_communes: int


@transaction.atomic
def load_geography() -> Loaded:
    """Bring the tables to the shipped facts: same facts, same rows.

    A commune that is no longer in the official code keeps its row, since others may point to it, but has no
    key left: it cannot be found any more.
    """
    regions = [Region(code=fact.code, name=fact.name) for fact in files.read_regions()]
    _upsert(Region, regions)
    _upsert(
        Departement,
        [Departement(code=fact.code, name=fact.name, region_id=fact.region) for fact in files.read_departements()],
    )
    _upsert(
        Intercommunality,
        [
            Intercommunality(siren=fact.siren, name=fact.name, kind=fact.kind)
            for fact in files.read_intercommunalities()
        ],
    )
    codes: set[str] = set()
    for batch in _batches(files.read_communes()):
        _upsert(Commune, [_commune(fact) for fact in batch])
        codes.update(fact.code for fact in batch)
    return Loaded(
        regions=Region.objects.count(),
        departements=Departement.objects.count(),
        intercommunalities=Intercommunality.objects.count(),
        communes=len(codes),
        keys=_rewrite_keys(codes),
        stale_communes=Commune.objects.count() - len(codes),
    )


def _commune(fact: files.CommuneFact) -> Commune:
    return Commune(
        code=fact.code,
        name=fact.name,
        search_name=fold(fact.name),
        postcodes=fact.postcodes.split(),
        intercommunality_id=fact.epci or None,
        departement=fact.departement,
        region=fact.region,
        population=fact.population,
        latitude=fact.latitude,
        longitude=fact.longitude,
    )


def _rewrite_keys(codes: set[str]) -> int:
    former = (fact for fact in files.read_former() if fact.commune in codes)
    wanted = set(chain.from_iterable(keys_of(fact) for fact in files.read_communes()))
    wanted.update(chain.from_iterable(former_keys(fact) for fact in former))
    CommuneKey.objects.all().delete()
    insert_keys(wanted)
    _count_for_the_planner()
    return len(wanted)


def _count_for_the_planner() -> None:
    """Without fresh statistics a database may search these tables the long way round, for minutes."""
    with connection.cursor() as cursor:
        for model in (Commune, CommuneKey):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _upsert(model: type[Row], rows: list[Row]) -> None:
    key = model._meta.pk.name
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=[key], update_fields=fields
    )


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    waiting = iter(facts)
    while batch := list(islice(waiting, BATCH)):
        yield batch
