"""The screens of one version: the tabs under its title. An app of a floor above adds its own in `ready()`.

screens.register(Screen(_("Comments"), "codesign:comments", order=45))

They come in groups by their order, so that a phone shows two short rows: the groups, then the screens of the
current one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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


@dataclass(frozen=True, slots=True)
class News:
    """What an author should know on opening the tree, and where to act on it."""

    title: str
    text: str
    action: str
    url: str


GROUPS = (
    (_("Content"), range(20)),
    (pgettext_lazy("a questionnaire", "Check"), range(20, 40)),
    (_("Together"), range(40, 66)),
    (_("Passage"), range(71, 75)),
    (_("Life"), range(66, 1000)),
)
"""(words, orders that it takes); a screen goes to the first that takes it."""
Tab = tuple[str | Promise, str, bool]

_screens: dict[str, Screen] = {}
_doors: dict[str, str | Promise] = {}
_callers: list[Callable[[FrameworkVersion], "News | None"]] = []


def register(screen: Screen) -> None:
    """Add a screen; the same `url_name` again replaces it."""
    _screens[screen.url_name] = screen


def register_news(caller: Callable[[FrameworkVersion], News | None]) -> None:
    """Ask `caller` at each opening of the tree of one of our versions; None says nothing."""
    _callers.append(caller)


def news(version: FrameworkVersion) -> list[News]:
    return [said for caller in _callers if (said := caller(version)) is not None]


def register_door(label: str | Promise, url_name: str) -> None:
    """Add a link beside the list of questionnaires, to a page of a floor above."""
    _doors[url_name] = label


def doors() -> list[tuple[str | Promise, str]]:
    """(words, address) of these links."""
    return [(label, reverse(url_name)) for url_name, label in _doors.items()]


def tabs(version: FrameworkVersion, path: str) -> tuple[list[Tab], list[Tab]]:
    """The groups, then the screens of the current one: (words, address, is current), as `tabs.html` takes them.

    A group leads to its first screen. Of the screens that `path` lies under, the nearest is the current one; a page
    of none is under the first group.
    """
    shown = sorted((one for one in _screens.values() if one.visible(version)), key=lambda one: one.order)
    addresses = {one.url_name: reverse(one.url_name, args=[version.pk]) for one in shown}
    nearest = max((url for url in addresses.values() if path.startswith(url)), key=len, default="")
    grouped = [(words, [one for one in shown if group_of(one) == words]) for words, _orders in GROUPS]
    groups = [(words, ones) for words, ones in grouped if ones]
    current = next((words for words, ones in groups if nearest in {addresses[one.url_name] for one in ones}), "")
    inside = next((ones for words, ones in groups if words == current), groups[0][1])
    return (
        [(words, addresses[ones[0].url_name], words == current) for words, ones in groups],
        [(one.label, addresses[one.url_name], addresses[one.url_name] == nearest) for one in inside],
    )


def group_of(screen: Screen) -> str | Promise:
    """The words of the group that a screen stands in."""
    return next(words for words, orders in GROUPS if screen.order in orders)


def connect() -> None:
    register(Screen(_("Questions"), "editor:tree", order=10))
    register(Screen(_("What organisations see"), "editor:preview", order=25))
    register(Screen(_("Coherence"), "editor:coherence", order=30))
    register(Screen(_("Settings"), "editor:settings", order=76))
    register(Screen(_("History"), "editor:history", order=15))
