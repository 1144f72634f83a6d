"""What leads to a commune when someone types it: the rows of `CommuneKey`."""

from collections.abc import Iterable, Iterator

from django.db import connection

from territories.geography.files import CommuneFact, FormerFact
from territories.geography.names import fold
from territories.models import Commune, CommuneKey

Key = tuple[str, str, str]  # key, kind, INSEE code of the commune


def keys_of(fact: CommuneFact) -> Iterator[Key]:
    yield from _words(fact.name, fact.code)
    yield fact.code.lower(), CommuneKey.Kind.CODE.value, fact.code
    for postcode in fact.postcodes.split():
        yield postcode, CommuneKey.Kind.POSTCODE.value, fact.code


def former_keys(fact: FormerFact) -> Iterator[Key]:
    yield from _words(fact.name, fact.commune)
    yield fact.code.lower(), CommuneKey.Kind.CODE.value, fact.commune


def index_commune(commune: Commune) -> None:
    """Make one commune that is already saved findable, by its present name and codes only."""
    fact = CommuneFact(
        commune.code,
        commune.name,
        " ".join(commune.postcodes),
        "",
        commune.departement,
        commune.region,
        0,
        None,
        None,
    )
    CommuneKey.objects.filter(commune=commune).delete()
    insert_keys(set(keys_of(fact)))


def insert_keys(keys: set[Key]) -> None:
    """Add rows, past the ORM: 140,000 of them would take longer than all the rest of the load."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in ("key", "kind", "commune_id"))
    sql = f"INSERT INTO {quote(CommuneKey._meta.db_table)} ({columns}) VALUES (%s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, sorted(keys))


def _words(name: str, commune: str) -> Iterable[Key]:
    return ((word, CommuneKey.Kind.WORD.value, commune) for word in fold(name).split())
