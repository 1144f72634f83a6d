"""A visitor of Grand Poitiers and a published questionnaire."""

from pathlib import Path

import pytest
from django.test import Client

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_file, publish
from assessments.responses.models import Assessment
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.responses import make_version

HOST = "grand-poitiers.localhost"
EVERY_KIND = Path(__file__).parents[2] / "e2e" / "every_kind.yaml"


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


@pytest.fixture
def every_kind(poitiers: Territory) -> Assessment:
    """An assessment of tests/e2e/every_kind.yaml, which has every kind of question, held by `holder`."""
    with territory_scope(poitiers):
        version = publish(version=import_file(path=EVERY_KIND, territory=poitiers)[0])
    holder = Client(headers={"host": HOST})
    holder.post("/faire-le-point/commencer/", {"kind": "company", "mode": "full", "framework": version.framework.code})
    with territory_scope(poitiers):
        assessment: Assessment = Assessment.objects.select_related("version").get()
        assessment.holder = holder  # type: ignore[attr-defined]
        return assessment


@pytest.fixture
def holder(every_kind: Assessment) -> Client:
    found: Client = every_kind.holder  # type: ignore[attr-defined]
    return found
