"""Every address × every role × own and other's things × GET and POST: the code that each must answer.

The expected codes stand in matrix.txt, one line per address, method and target. After a change that is meant,
write it again with `ISOLATION_UPDATE=1 .venv/bin/pytest tests/isolation -n0` and read the difference: each new
code is a decision. Whatever the code, no word of a neighbour may come back.
"""

import gc
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from territories.models import Territory
from tests.factories.frameworks import published
from tests.isolation.routes import routes
from tests.isolation.world import ACTORS, ANONYMOUS, Space, build

GOLDEN = Path(__file__).parent / "matrix.txt"
UPDATE = bool(os.environ.get("ISOLATION_UPDATE"))
METHODS = ("GET", "POST")
Cell = tuple[str, str, str, str]  # route, method, target, actor
UPSTREAM = {
    ("wagtailadmin_choose_page_external_link", "POST"),
    ("wagtailadmin_pages:copy", "POST"),
    ("wagtailsnippetchoosers_learning_glossaryterm:create", "POST"),
    ("wagtailsnippetchoosers_learning_learningpath:create", "POST"),
    ("wagtailsnippets_learning_learningpath:add", "POST"),
    ("wagtailsnippets_learning_learningpath:edit", "POST"),
}
"""Wagtail's own: it fails on a form that sends nothing at all."""
# Wagtail leaves the files of the pictures that it resizes for the garbage collector to close.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SECRET_ADDRESSES = {
    "codesign:trial", "codesign:trial_theme", "codesign:vote", "organisations:invitation", "portfolio:stop",
    "voices:ballot", "voices:invitation",
}  # fmt: skip
"""Whoever has the address was given it: on its own host it says whose invitation it is."""
NATIONAL = "national"  # passes everywhere: canaries are not looked for


@dataclass(frozen=True)
class Said:
    """What an address answered: its code, its body and headers as text."""

    status: int
    text: str


@pytest.fixture
def spaces(national: Territory, poitiers: Territory, lille: Territory) -> Iterator[tuple[Space, Space]]:
    version = published(national)
    yield build(poitiers, "POITIERS", version), build(lille, "LILLE", version)
    gc.collect()


def read_golden() -> dict[Cell, str]:
    cells: dict[Cell, str] = {}
    for line in GOLDEN.read_text().splitlines() if GOLDEN.exists() else []:
        route, method, target, *answers = line.split()
        for answer in answers:
            actor, code = answer.split("=")
            cells[route, method, target, actor] = code
    return cells


def write_golden(new: dict[Cell, str]) -> None:
    cells = read_golden() | new
    known = {route.name for route in routes()}
    lines: dict[tuple[str, str, str], list[str]] = {}
    for (route, method, target, actor), code in sorted(
        cells.items(), key=lambda item: (item[0][:3], ACTORS.index(item[0][3]))
    ):
        if route in known:
            lines.setdefault((route, method, target), []).append(f"{actor}={code}")
    GOLDEN.write_text("".join(f"{' '.join(key)} {' '.join(answers)}\n" for key, answers in lines.items()))


@pytest.mark.parametrize("actor", ACTORS)
def test_every_address_answers_as_agreed_and_says_nothing_of_a_neighbour(
    spaces: tuple[Space, Space], actor: str
) -> None:
    own, other = spaces
    golden, found, leaks = read_golden(), {}, []
    for cell, said in visit(own, other, actor):
        found[cell] = str(said.status)
        leaks += [f"{' '.join(cell)}: {word}" for word in leaked(said, other, cell[0], cell[2]) if actor != NATIONAL]
    assert not leaks
    assert not [cell for cell, code in found.items() if code.startswith("5") and cell[:2] not in UPSTREAM]
    if UPDATE:
        write_golden(found)
    else:
        wrong = {cell: (golden.get(cell), code) for cell, code in found.items() if golden.get(cell) != code}
        assert not wrong, "\n".join(
            f"{' '.join(cell)}: expected {was}, got {now}" for cell, (was, now) in wrong.items()
        )


def visit(own: Space, other: Space, actor: str) -> Iterator[tuple[Cell, Said]]:
    """Ask every address, as someone of `own`.

    Targets: "own" things on the host of `own`; the "other" territory's things there; and "away", the other's
    things on the other's host, where the person is a stranger.
    """
    session = sign_in(own, actor)
    for route in routes():
        for method in METHODS:
            yield (route.name, method, "own", actor), ask(own.territory, route.path(own), method, session)
            if route.names_something:
                yield (route.name, method, "other", actor), ask(own.territory, route.path(other), method, session)
        yield (route.name, "GET", "away", actor), ask(other.territory, route.path(other), "GET", session)


def sign_in(space: Space, actor: str) -> str:
    """The session key of the actor, "" for the anonymous."""
    if actor == ANONYMOUS:
        return ""
    client = Client()
    user = space.actor(actor)
    assert user is not None
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert isinstance(client.session, SessionStore)
    return str(client.session.session_key)


def ask(territory: Territory, path: str, method: str, session: str) -> Said:
    """One request, its writes undone."""
    cache.clear()
    client = Client(raise_request_exception=False, headers={"host": territory.host})
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response = getattr(client, method.lower())(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return Said(response.status_code, body.decode("utf-8", "replace") + str(response.headers))


def leaked(said: Said, other: Space, route: str, target: str) -> list[str]:
    """The canaries of `other` in what came back, headers too. On its own host its public words are at home."""
    if target == "away" and route in SECRET_ADDRESSES:
        return []
    words = [other.secret, other.secret.lower()] + ([other.public] if target != "away" else [])
    return [word for word in words if word in said.text]
