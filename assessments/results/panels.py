"""Sections that floors above add to a result page: resources today, commitments tomorrow.

    panels.register(Panel("resources", order=10, render=render_resources))

from an app's `ready()`. A panel that has nothing to say returns "".

A panel that costs much is kept, under a stamp of all that it rests on besides the result itself and the language.
What the stamp takes from the database is read with the result, as `marks`, those of all panels in one query.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from assessments.results.keeping import keep

if TYPE_CHECKING:
    from assessments.results.reading import Reading

Marks = Callable[[], Mapping[str, Any]]
"""Columns for a query over results, {name: expression}: names are unique among panels, and become attributes of the
row. Composed once by process and territory: they depend on nothing but the active territory."""

Stamp = Callable[[HttpRequest, "Reading"], str | None]
"""What the section rests on, told without a query: whoever reads, marks, the day. None: not to be kept."""


@dataclass(frozen=True, slots=True)
class Panel:
    """`render` gives the HTML of one `<section>`, already escaped, or "". Kept HTML holds nothing of one request.

    `for_members`: marks are read for signed-in readers only; nobody else is told anything.
    """

    code: str
    order: int
    render: Callable[[HttpRequest, "Reading"], str]
    stamp: Stamp | None = None
    marks: Marks | None = None
    for_members: bool = False


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel, or replace the one of the same code."""
    _panels[panel.code] = panel


def marks(*, signed_in: bool) -> dict[str, Any]:
    """What all panels want to be read with a result."""
    asking = [panel.marks for panel in _panels.values() if panel.marks and (signed_in or not panel.for_members)]
    return {name: what for ask in asking for name, what in ask().items()}


def render_all(request: HttpRequest, reading: "Reading") -> list[str]:
    """The sections that have something to say, in their order."""
    rendered = (_render(panel, request, reading) for panel in sorted(_panels.values(), key=lambda panel: panel.order))
    return [html for html in rendered if html]


def _render(panel: Panel, request: HttpRequest, reading: "Reading") -> str:
    stamp = panel.stamp(request, reading) if panel.stamp else None
    if stamp is None:
        return panel.render(request, reading)
    return keep(f"panel:{panel.code}:{reading.row.pk}", stamp, lambda: panel.render(request, reading))
