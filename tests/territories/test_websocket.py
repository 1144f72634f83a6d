"""A websocket is let in from a page of its own territory's host, in that territory's scope."""

from typing import Any

import pytest

from territories.models import Territory
from territories.scope import active
from territories.websocket import (
    FOREIGN_ORIGIN,
    UNKNOWN_ADDRESS,
    UNKNOWN_HOST,
    Application,
    Receive,
    Scope,
    Send,
    TerritoryGate,
    refuse,
)

pytestmark = pytest.mark.django_db(transaction=True)


async def say_where(scope: Scope, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": f"{active().slug} {scope['territory'].slug}"})  # type: ignore[union-attr]


async def connect(application: Application, headers: dict[str, str]) -> list[dict[str, Any]]:
    """What the application answers to a handshake with these headers."""
    answers: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        answers.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await application({"type": "websocket", "path": "/ws/", "headers": raw}, receive, send)
    return answers


async def ask(host: str, origin: str | None) -> list[dict[str, Any]]:
    return await connect(TerritoryGate(say_where), {"host": host} | ({"origin": origin} if origin else {}))


def closed(code: int) -> list[dict[str, Any]]:
    return [{"type": "websocket.close", "code": code}]


async def test_in_the_scope_of_its_host(poitiers: Territory) -> None:
    accepted, said = await ask("grand-poitiers.localhost:8000", "http://grand-poitiers.localhost:8000")
    assert accepted["type"] == "websocket.accept"
    assert said["text"] == "grand-poitiers grand-poitiers"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://elsewhere.example",
        "http://lille.localhost:8000",
        "http://grand-poitiers.localhost",
        "http://grand-poitiers.localhost:8000.evil.example",
        "http://evil.example/grand-poitiers.localhost:8000",
    ],
)
async def test_another_origin_is_refused(poitiers: Territory, lille: Territory, origin: str | None) -> None:
    assert await ask("grand-poitiers.localhost:8000", origin) == closed(FOREIGN_ORIGIN)


async def test_a_host_of_no_territory_is_refused(poitiers: Territory) -> None:
    assert await ask("atlantide.localhost", "http://atlantide.localhost") == closed(UNKNOWN_HOST)


async def test_an_address_where_nothing_answers_is_refused() -> None:
    assert await connect(refuse, {}) == closed(UNKNOWN_ADDRESS)
