"""The screens of one version: the tabs under its title. An app of a floor above adds its own in `ready()`.

screens.register(Screen(_("Comments"), "codesign:comments", order=45))
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.models import FrameworkVersion


def always(version: FrameworkVersion) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Screen:
    """`url_name` takes the key of the version alone. `visible` is asked at each page: it must cost no query."""

    label: str | Promise
    url_name: str
    order: int = 50
    visible: Callable[[FrameworkVersion], bool] = always


_screens: dict[str, Screen] = {}


def register(screen: Screen) -> None:
    """Add a screen; the same `url_name` again replaces it."""
    _screens[screen.url_name] = screen


def tabs(version: FrameworkVersion, path: str) -> list[tuple[str | Promise, str, bool]]:
    """(words, address, is current) of each screen, in order, as `ui/components/tabs.html` takes them.

    Of those that `path` lies under, the nearest is the current one.
    """
    shown = sorted((one for one in _screens.values() if one.visible(version)), key=lambda one: one.order)
    addresses = [reverse(one.url_name, args=[version.pk]) for one in shown]
    nearest = max((url for url in addresses if path.startswith(url)), key=len, default="")
    return [(one.label, url, url == nearest) for one, url in zip(shown, addresses, strict=True)]


def connect() -> None:
    register(Screen(_("Questions"), "editor:tree", order=10))
    register(Screen(_("What organisations see"), "editor:preview", order=20))
    register(Screen(_("Coherence"), "editor:coherence", order=30))
    register(Screen(_("Settings"), "editor:settings", order=90))
    register(Screen(_("History"), "editor:history", order=80))
