"""A portal and an authority with their real pages."""

import pytest

from assessments.frameworks.models import FrameworkVersion
from cms.services import open_space
from territories.models import Kind, Territory
from tests.conftest import make_commune
from tests.factories.frameworks import published


@pytest.fixture
def portal(db: None) -> Territory:
    return open_space(
        slug="national", name="Acteurs engagés", kind=Kind.NATIONAL, hostname="localhost", contact="a@b.example"
    )


@pytest.fixture
def version(portal: Territory) -> FrameworkVersion:
    return published(portal)


@pytest.fixture
def space(portal: Territory) -> Territory:
    return open_space(
        slug="grand-poitiers",
        name="Grand Poitiers",
        kind=Kind.INTERMUNICIPALITY,
        hostname="grand-poitiers.localhost",
        contact="contact@grand-poitiers.example",
        parent=portal,
        communes=[make_commune("86194", "Poitiers", postcode="86000"), make_commune("86070", "Chauvigny")],
        hue=168,
    )
