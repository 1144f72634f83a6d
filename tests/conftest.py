"""Fixtures for every test, and guards that make whole classes of mistakes impossible."""

from collections.abc import Iterator

import pytest
from wagtail.models import Page

from territories.geography.keys import index_commune
from territories.geography.names import fold
from territories.models import Commune, Intercommunality, Kind, Territory
from territories.scope import EVERYWHERE, territory_scope
from territories.services import open_territory
from tests.browser import chromium, open_browser  # noqa: F401  (fixtures, found by name)
from tests.guards import (  # noqa: F401  (pytest finds fixtures by name here)
    _count_requests,
    _forget_caches,
    _no_network,
    _own_files,
    _shuffle_unordered_queries,
    django_db_setup,
    drain,
)


def make_commune(code: str, name: str, *, epci: Intercommunality | None = None, postcode: str = "") -> Commune:
    """A commune that a search finds, as `load_geography` would have made it."""
    facts = {
        "name": name,
        "search_name": fold(name),
        "departement": code[:2],
        "region": "75" if code.startswith("86") else "32",
        "postcodes": [postcode] if postcode else [],
        "intercommunality": epci,
    }
    commune, _ = Commune.objects.get_or_create(code=code, defaults=facts)
    index_commune(commune)
    return commune


@pytest.fixture
def national(db: None) -> Territory:
    return open_territory(
        slug="national", name="Acteurs engagés", kind=Kind.NATIONAL, hostname="localhost", home=Page(title="Portail")
    )


@pytest.fixture
def poitiers(national: Territory) -> Territory:
    epci = Intercommunality.objects.get_or_create(siren="200069854", name="CU du Grand Poitiers", kind="CU")[0]
    communes = [
        make_commune("86194", "Poitiers", epci=epci, postcode="86000"),
        make_commune("86070", "Chauvigny", epci=epci, postcode="86300"),
    ]
    return open_territory(
        slug="grand-poitiers",
        name="Grand Poitiers",
        kind=Kind.INTERMUNICIPALITY,
        hostname="grand-poitiers.localhost",
        home=Page(title="Grand Poitiers"),
        parent=national,
        communes=communes,
        hue=168,
    )


@pytest.fixture
def lille(national: Territory) -> Territory:
    epci = Intercommunality.objects.get_or_create(
        siren="200093201", name="Métropole européenne de Lille", kind="METRO"
    )[0]
    return open_territory(
        slug="lille",
        name="Métropole européenne de Lille",
        kind=Kind.METROPOLIS,
        hostname="lille.localhost",
        home=Page(title="Lille"),
        parent=national,
        communes=[make_commune("59350", "Lille", epci=epci, postcode="59000")],
        hue=262,
    )


@pytest.fixture
def in_poitiers(poitiers: Territory) -> Iterator[Territory]:
    with territory_scope(poitiers):
        yield poitiers


@pytest.fixture
def in_lille(lille: Territory) -> Iterator[Territory]:
    with territory_scope(lille):
        yield lille


@pytest.fixture
def everywhere() -> Iterator[None]:
    with territory_scope(EVERYWHERE):
        yield
