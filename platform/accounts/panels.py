"""What other apps show on "My account". They stand on floors above, so they come here rather than be called."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest


class Panel(NamedTuple):
    """`template` is rendered with what `context` answers; nothing is shown when it answers None."""

    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Call it from `AppConfig.ready()`."""
    if panel not in _panels:
        _panels.append(panel)


def shown_to(request: HttpRequest) -> list[tuple[str, dict[str, Any]]]:
    """Template and context of each panel that has something to say."""
    answers = ((panel.template, panel.context(request)) for panel in _panels)
    return [(template, context) for template, context in answers if context is not None]
