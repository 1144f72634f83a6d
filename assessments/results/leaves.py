"""What can be done about a weak question of "Why this score". A floor above says where, and to whom it is offered.

    leaves.register(Way(may, address, _("Make it an action")))

from an app's `ready()`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.functional import Promise

from assessments.results.models import Result

if TYPE_CHECKING:
    from assessments.results.reading import Reading


@dataclass(frozen=True, slots=True)
class Way:
    """`may`: whether whoever reads may act on this result, without a query beyond those of permissions. `address`: of
    a question of it, by code. `label`: the words of the link."""

    may: "Callable[[HttpRequest, Reading], bool]"
    address: Callable[[Result, str], str]
    label: str | Promise


_way: list[Way] = []


def register(way: Way) -> None:
    """The last one registered is the one offered."""
    _way[:] = [way]


def is_offered(request: HttpRequest, reading: "Reading") -> bool:
    return any(way.may(request, reading) for way in _way)


def link(result: Result, code: str) -> tuple[str, str]:
    """(address, words) for a question; ("", "") where nothing is offered."""
    return next(((way.address(result, code), str(way.label)) for way in _way), ("", ""))
