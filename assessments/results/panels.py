"""Sections that floors above add to a result page: resources today, commitments tomorrow.

    panels.register(Panel("resources", order=10, render=render_resources))

from an app's `ready()`. A panel that has nothing to say returns "".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from assessments.results.reading import Reading


@dataclass(frozen=True, slots=True)
class Panel:
    """`render` gives the HTML of one `<section>`, already escaped, or ""."""

    code: str
    order: int
    render: Callable[[HttpRequest, "Reading"], str]


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a panel, or replace the one of the same code."""
    _panels[panel.code] = panel


def render_all(request: HttpRequest, reading: "Reading") -> list[str]:
    """The sections that have something to say, in their order."""
    rendered = (panel.render(request, reading) for panel in sorted(_panels.values(), key=lambda panel: panel.order))
    return [html for html in rendered if html]
