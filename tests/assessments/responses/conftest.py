"""A visitor of Grand Poitiers and a published questionnaire."""

import pytest
from django.test import Client

from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.responses import make_version

HOST = "grand-poitiers.localhost"


@pytest.fixture
def version(poitiers: Territory) -> FrameworkVersion:
    return make_version(poitiers)


@pytest.fixture
def visitor(version: FrameworkVersion) -> Client:
    return Client(headers={"host": HOST})


@pytest.fixture
def begun(visitor: Client, poitiers: Territory) -> Assessment:
    """An assessment that `visitor` has just begun."""
    visitor.post("/faire-le-point/commencer/", {"kind": "company", "mode": "full", "framework": ""})
    with territory_scope(poitiers):
        assessment: Assessment = Assessment.objects.select_related("version").get()
        return assessment
