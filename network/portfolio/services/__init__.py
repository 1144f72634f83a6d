"""Writes of the team about the organisations it follows."""

from network.portfolio.services.files import (
    add_address,
    add_exchange,
    add_step,
    change_exchange,
    drop_address,
    drop_exchange,
    finish_step,
    follow,
    unfollow,
)
from network.portfolio.services.mailing import Changed, ask, refuse, send_some

__all__ = [
    "Changed",
    "add_address",
    "add_exchange",
    "add_step",
    "ask",
    "change_exchange",
    "drop_address",
    "drop_exchange",
    "finish_step",
    "follow",
    "refuse",
    "send_some",
    "unfollow",
]
