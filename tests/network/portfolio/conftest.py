"""A team in Grand Poitiers, and its organisations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from organisations.models import Organisation
from territories.models import RoleName, Territory
from tests.factories.organisations import make_organisation
from tests.factories.territories import make_agent

Enter = Callable[..., Client]


@pytest.fixture
def agent(in_poitiers: Territory) -> User:
    return make_agent(in_poitiers, RoleName.ANIMATOR)


@pytest.fixture
def bakery(in_poitiers: Territory) -> Organisation:
    return make_organisation(name="Boulangerie du Clain", size="1-9")


@pytest.fixture
def desk(in_poitiers: Territory, agent: User) -> Client:
    return open_desk(in_poitiers, agent)


@pytest.fixture
def enter(in_poitiers: Territory) -> Enter:
    def open_one(role: Any) -> Client:
        return open_desk(in_poitiers, make_agent(in_poitiers, role))

    return open_one


def open_desk(territory: Territory, user: User) -> Client:
    client = Client(headers={"host": territory.host})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
