"""An owner of Grand Poitiers with a draft under way, and the browsers of the people they ask."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from assessments.responses.models import Assessment
from assessments.voices.models import Voice
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories import voices as make

HOST = "grand-poitiers.localhost"
Enter = Callable[[Voice], Client]


@pytest.fixture
def owner(poitiers: Territory) -> User:
    return make.make_owner()


@pytest.fixture
def draft(owner: User, poitiers: Territory) -> Assessment:
    with territory_scope(poitiers):
        return make.make_draft(owner)


@pytest.fixture
def browser() -> Client:
    """Nobody's browser, on the host of Grand Poitiers."""
    return Client(headers={"host": HOST})


def posted(to: str) -> str:
    """The last e-mail to this address."""
    with territory_scope(EVERYWHERE):
        while deliver_due():
            pass
    return str(next(one for one in reversed(mail.outbox) if one.to == [to]).body)


def typed_code(client: Client, voice: Voice) -> str:
    """Ask for the code, as the page does, and read it in the mailbox."""
    client.post(f"{make.link_of(voice)}code/")
    found = re.search(r"\b\d{6}\b", posted(voice.email))
    assert found
    return found[0]


@pytest.fixture
def enter() -> Enter:
    """A browser that came by the link and showed that it reads the invited mailbox."""

    def come(voice: Voice) -> Client:
        client = Client(headers={"host": HOST})
        response = client.post(make.link_of(voice), {"code": typed_code(client, voice)})
        assert response.headers["Location"] == f"/regards/voix/{voice.pk}/"
        return client

    return come
