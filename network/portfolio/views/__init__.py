"""The pages of the team, and the one page where an address asks for peace."""

from network.portfolio.views.file import address, change, drop, exchange, file, finish, meeting, step
from network.portfolio.views.listing import export, follow, listing
from network.portfolio.views.messages import mailing, stop, write

__all__ = [
    "address",
    "change",
    "drop",
    "exchange",
    "export",
    "file",
    "finish",
    "follow",
    "listing",
    "mailing",
    "meeting",
    "step",
    "stop",
    "write",
]
