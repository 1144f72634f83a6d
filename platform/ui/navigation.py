"""The menu of the header. An app adds its entry in `AppConfig.ready()`: five at most, a verb or a place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

Label = str | Promise


def always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class MenuItem:
    """`url_name` takes no argument. `visible` is asked at each page: it must not cost a query on public pages."""

    label: Label
    url_name: str
    order: int = 50
    visible: Callable[[HttpRequest], bool] = always


class Link(NamedTuple):
    """`current` is a value of aria-current: "page", "true" for a page below, "" elsewhere."""

    label: Label
    url: str
    current: str


_items: dict[str, MenuItem] = {}


def register(item: MenuItem) -> None:
    """Add an entry; the same `url_name` again replaces it."""
    _items[item.url_name] = item


def menu(request: HttpRequest) -> list[Link]:
    """The entries to show, in order; of those above the page one is on, the nearest alone says so."""
    shown = sorted((item for item in _items.values() if item.visible(request)), key=lambda item: item.order)
    addresses = [reverse(item.url_name) for item in shown]
    above = [url for url in addresses if url != "/" and request.path.startswith(url)]
    nearest = max(above, key=len, default=request.path)
    return [
        Link(item.label, url, _current(url, nearest, request.path)) for item, url in zip(shown, addresses, strict=True)
    ]


def _current(url: str, nearest: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if url == nearest else ""
