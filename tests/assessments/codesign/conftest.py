"""A draft of Grand Poitiers, and the browser of somebody of its team."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from territories.models import RoleName, Territory
from tests.factories.frameworks import simple_document
from tests.factories.territories import make_agent

Enter = Callable[..., Client]


@pytest.fixture
def draft(in_poitiers: Territory) -> FrameworkVersion:
    """Two themes of three questions: t1q1 … t2q3."""
    return import_document(document=simple_document(code="local"), territory=in_poitiers)


@pytest.fixture
def enter(in_poitiers: Territory) -> Enter:
    """A browser on the host of a territory, signed in with a role there, or nobody's (`role` "")."""

    def open_one(role: Any = RoleName.ANIMATOR, territory: Territory = in_poitiers) -> Client:
        client = Client(headers={"host": territory.host})
        if role:
            client.force_login(make_agent(territory, role), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_one
