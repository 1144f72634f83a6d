"""What every test is held to, so that whole classes of mistakes cannot pass. Imported by conftest.py.

Also: an unknown variable in a template of ours fails (config/settings/test.py), warnings are errors and the order
of the tests is random (pyproject.toml).
"""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connections
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from outbox import queries, services

OURS = (
    "accounts",
    "assessments",
    "cms",
    "core",
    "network",
    "notifications",
    "organisations",
    "outbox",
    "territories",
    "tests",
    "ui",
)


def is_ours(model: type | None) -> bool:
    return model is not None and model.__module__.split(".")[0] in OURS


@pytest.fixture(autouse=True, scope="session")
def _shuffle_unordered_queries() -> Iterator[None]:
    """A query of ours without an order comes back in any order, as the database has the right to do."""
    usual_pairs, usual_combined = SQLCompiler._order_by_pairs, SQLCompiler.get_combinator_sql
    combining = 0

    def pairs(self: SQLCompiler) -> Iterator[tuple[Any, Any]]:
        ordered = False
        for pair in usual_pairs(self):
            ordered = True
            yield pair
        if not ordered and not combining and _may_shuffle(self):
            yield OrderBy(Random()), False

    def combined(self: SQLCompiler, *args: Any) -> Any:
        nonlocal combining
        combining += 1
        try:
            return usual_combined(self, *args)
        finally:
            combining -= 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "_order_by_pairs", pairs)
        patch.setattr(SQLCompiler, "get_combinator_sql", combined)
        yield


def _may_shuffle(compiler: SQLCompiler) -> bool:
    """Whole rows of one of our tables. Counts, groups, unions and subqueries have no order to lose."""
    query = compiler.query
    if not is_ours(query.model) or query.distinct or query.combinator or query.subquery:
        return False
    return query.group_by is None and not any(
        annotation.contains_aggregate for annotation in query.annotation_select.values()
    )


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Only this machine may be reached, and the database and Redis that the environment names."""
    services_named = {settings.DATABASES["default"].get("HOST"), urlsplit(settings.REDIS_URL).hostname}
    local = {"localhost", "127.0.0.1", "::1", ""} | {host for host in services_named if host}
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(host: Any) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and name not in local and not str(name).endswith(".localhost"):
            raise RuntimeError(f"a test tried to reach {name}: no network in tests")

    def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX:
                check(address[0])
            return function(self, address)

        return call

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        check(host)
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


class _InFlight:
    """How many requests the live server is answering now: a table emptied under one of them is a deadlock."""

    def __init__(self) -> None:
        self._idle = threading.Condition()
        self._count = 0

    def _move(self, step: int) -> None:
        if threading.current_thread() is not threading.main_thread():  # the test client answers in the test's own
            with self._idle:
                self._count += step
                self._idle.notify_all()

    def started(self, **_signal: Any) -> None:
        self._move(1)

    def finished(self, **_signal: Any) -> None:
        self._move(-1)

    def wait(self, seconds: float = 20) -> None:
        with self._idle:
            done = self._idle.wait_for(lambda: self._count <= 0, timeout=seconds)
        assert done, "a request of the live server did not end"


IN_FLIGHT = _InFlight()


@pytest.fixture(autouse=True, scope="session")
def _count_requests() -> Iterator[None]:
    request_started.connect(IN_FLIGHT.started)
    request_finished.connect(IN_FLIGHT.finished)
    yield
    request_started.disconnect(IN_FLIGHT.started)
    request_finished.disconnect(IN_FLIGHT.finished)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A transactional test empties the tables; put back what the migrations made (root page, locale, rights)."""
    with django_db_blocker.unblock():
        rows = {alias: connections[alias].creation.serialize_db_to_string() for alias in connections}

    def empty_and_restore(self: TransactionTestCase) -> None:
        IN_FLIGHT.wait()
        for alias in self._databases_names(include_mirrors=False):
            # Sequences go on from where they are: the rows put back hold their first numbers.
            keep = {"reset_sequences": False, "inhibit_post_migrate": True}
            call_command("flush", verbosity=0, interactive=False, database=alias, **keep)
            connections[alias].creation.deserialize_db_from_string(rows[alias])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_restore)
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_files() -> Iterator[None]:
    """Each process writes in its own folder, gone at the end."""
    settings.VAR.mkdir()
    yield
    shutil.rmtree(settings.VAR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _forget_caches() -> None:
    """Rows come and go between tests, under the same keys."""
    cache.clear()


@pytest.fixture
def drain() -> Callable[[], None]:
    """Deliver what was announced, now; a receiver that fails fails the test."""

    def deliver() -> None:
        while services.deliver_due():
            pass
        failed = list(queries.deliveries().exclude(error="").values_list("receiver", "error"))
        assert failed == [], failed

    return deliver
