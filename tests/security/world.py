"""Two organisations of one territory, one of another, and browsers for their people."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.responses import make_assessment, make_version

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(territory: Territory, user: User | None = None, **options: Any) -> Client:
    """A browser on the territory's host, signed in when a user is given."""
    client = Client(headers={"host": territory.host}, **options)
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


@dataclass
class World:
    """`mine` and `theirs` stand in `here`, `far` in `elsewhere`; each is named after its owner."""

    here: Territory
    elsewhere: Territory
    version: FrameworkVersion
    me: User
    them: User
    mine: Organisation
    theirs: Organisation
    far: Organisation

    def assessment(self, **facts: Any) -> Assessment:
        """A draft in `here`."""
        with territory_scope(self.here):
            return make_assessment(self.version, **facts)


@pytest.fixture
def world(national: Territory, poitiers: Territory, lille: Territory) -> World:
    me, them = make_user("me@exemple.fr"), make_user("them@exemple.fr")
    with territory_scope(poitiers):
        mine, theirs = make_organisation(me, name="Mine"), make_organisation(them, name="Theirs")
    with territory_scope(lille):
        far = make_organisation(me, name="Far")
    return World(poitiers, lille, make_version(national), me, them, mine, theirs, far)
