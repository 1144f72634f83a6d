from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from territories.models import Territory

HOST = "grand-poitiers.localhost"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Rate limits live in the cache: none is inherited from another test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visitor(poitiers: Territory) -> Client:
    """A browser on the host of Grand Poitiers."""
    return Client(headers={"host": HOST})


@pytest.fixture
def code_in() -> Callable[[object], str]:
    """The six digits in a message."""
    import re

    def find(message: object) -> str:
        found = re.search(r"^ {4}(\d{6})$", message.body, re.MULTILINE)  # type: ignore[attr-defined]
        assert found, message
        return found[1]

    return find
