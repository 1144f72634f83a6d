"""Opens the scope of a websocket: the twin of territories/middleware.py."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from channels.db import database_sync_to_async

from territories.hosts import territory_for_host
from territories.scope import territory_scope

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

UNKNOWN_HOST, FOREIGN_ORIGIN, UNKNOWN_ADDRESS = 4404, 4403, 4410
"""Reasons of a closing, in the range that RFC 6455 leaves to applications."""


class TerritoryGate:
    """Lets in what comes from a page of the territory's own host, and nothing else.

    Browsers send cookies with websockets of any page, so the origin must be the very host that is asked:
    Channels' own validator accepts every allowed host, which are the hosts of all territories.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = _header(scope, b"host")
        territory = await database_sync_to_async(territory_for_host)(host)
        if territory is None:
            return await _close(receive, send, UNKNOWN_HOST)
        if urlsplit(_header(scope, b"origin")).netloc.lower() != host.lower():
            return await _close(receive, send, FOREIGN_ORIGIN)
        with territory_scope(territory):
            return await self.application({**scope, "territory": territory}, receive, send)


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands where no socket answers."""
    await _close(receive, send, UNKNOWN_ADDRESS)


async def _close(receive: Receive, send: Send, code: int) -> None:
    await receive()  # the handshake
    await send({"type": "websocket.close", "code": code})


def _header(scope: Scope, name: bytes) -> str:
    value: bytes = dict(scope["headers"]).get(name, b"")
    return value.decode("latin1")
