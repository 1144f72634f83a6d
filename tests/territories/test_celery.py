"""A task runs in the scope it was sent from, whatever process runs it."""

from collections.abc import Iterator

import pytest
from celery import shared_task
from kombu import Connection

from config.celery import app
from territories.celery import HEADER, ScopedTask, pack, unpack
from territories.models import Territory
from territories.scope import EVERYWHERE, NoActiveTerritory, Subtree, active, territory_scope

seen: list[object] = []


@shared_task(base=ScopedTask, name="tests.look")
def look() -> None:
    seen.append(active())


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    seen.clear()
    yield
    seen.clear()


def test_runs_in_the_scope_it_was_sent_from(poitiers: Territory, lille: Territory) -> None:
    with territory_scope(poitiers):
        look.delay()
    with territory_scope(lille):
        look.delay()
    assert seen == [poitiers, lille]


def test_sent_from_no_scope_is_refused_at_once(db: None) -> None:
    with pytest.raises(NoActiveTerritory):
        look.delay()


def test_the_scope_travels_as_a_header_of_the_message(poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.conf, "task_always_eager", False)
    with Connection("memory://scope-header") as connection:
        with territory_scope(poitiers):
            look.apply_async(connection=connection)
        message = connection.default_channel.basic_get("celery")
    assert message.headers[HEADER] == str(poitiers.pk)
    assert message.headers["task"] == "tests.look"


def test_called_as_a_function_it_keeps_the_scope_of_its_caller(poitiers: Territory) -> None:
    with territory_scope(poitiers):
        look()
    assert seen == [poitiers]


def test_every_kind_of_scope_survives_the_journey(national: Territory, poitiers: Territory) -> None:
    for scope in (poitiers, Subtree(national), EVERYWHERE):
        with territory_scope(scope):  # type: ignore[arg-type]
            assert unpack(pack()) == scope
