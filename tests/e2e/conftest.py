"""A portal and two open territories, with the framework and the resources that the project ships, really served."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assessments.frameworks.services import install_shipped
from assessments.toolbox.services import install_shipped as install_resources
from cms.services import open_space
from territories.models import Kind, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.conftest import make_commune

expect.set_options(timeout=15_000)  # milliseconds: a busy machine is not a fault


@dataclass(frozen=True)
class Site:
    """Where each space answers, without a slash at the end."""

    portal: str
    home: str
    other: str
    port: int


def _open(slug: str, name: str, kind: Kind, port: int, **more: Any) -> Territory:
    host = "localhost" if kind == Kind.NATIONAL else f"{slug}.localhost"
    return open_space(slug=slug, name=name, kind=kind, hostname=host, port=port, contact=f"a@{slug}.example", **more)


@pytest.fixture
def spaces(transactional_db: None, live_server: Any, settings: Any) -> dict[str, Territory]:
    port = urlsplit(live_server.url).port or 80
    settings.PORTAL_PORT = port
    make_commune("41052", "Chauvigny-du-Perche", postcode="41270")  # its authority has no space
    poitiers = [make_commune("86070", "Chauvigny", postcode="86300"), make_commune("86194", "Poitiers")]
    lille = [make_commune("59350", "Lille", postcode="59000")]
    national = _open("national", "Acteurs engagés", Kind.NATIONAL, port)
    return {
        "national": national,
        "poitiers": _open(
            "grand-poitiers", "Grand Poitiers", Kind.INTERMUNICIPALITY, port,
            parent=national, communes=poitiers, hue=168, tagline="Acteurs engagés",
        ),
        "lille": _open(
            "lille", "Métropole européenne de Lille", Kind.METROPOLIS, port, parent=national, communes=lille, hue=262
        ),
    }  # fmt: skip


@pytest.fixture
def bare_site(spaces: dict[str, Territory]) -> Site:
    """No questionnaire yet."""
    national, poitiers, lille = (spaces[name].root_url for name in ("national", "poitiers", "lille"))
    return Site(national, poitiers, lille, spaces["national"].site.port)


@pytest.fixture
def site(bare_site: Site, spaces: dict[str, Territory]) -> Site:
    with territory_scope(EVERYWHERE):
        install_shipped(territory=spaces["national"])
        install_resources(territory=spaces["national"])
    return bare_site
