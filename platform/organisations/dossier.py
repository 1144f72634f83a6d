"""What other apps know of one organisation. They stand on floors above, so they come here rather than be called.

Three registries, filled from `AppConfig.ready()`:

- `doors`: where the organisation's page leads its members (plan, charter, toolbox…);
- `sheets`: sections of the file that an agent opens for a meeting (result, gaps, aids, plan…);
- `steps`: what an organisation has reached (started, finished, signed…), as a condition of a query, for lists,
  filters and funnels.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from django.db.models import Exists
from django.http import HttpRequest

from organisations.models import Organisation
from ui.navigation import Label


class _Ordered(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def order(self) -> int: ...


One = TypeVar("One", bound=_Ordered)


class Registry(Generic[One]):
    """Things by code, read in their order; the same code again replaces."""

    def __init__(self) -> None:
        self._things: dict[str, One] = {}

    def register(self, thing: One) -> None:
        self._things[thing.code] = thing

    def all(self) -> list[One]:
        return sorted(self._things.values(), key=lambda thing: thing.order)


@dataclass(frozen=True, slots=True)
class Door:
    """A link of the organisation's page; `url` answers "" where it has nothing to open. It must cost no query."""

    code: str
    label: Label
    text: Label
    url: Callable[[HttpRequest, Organisation], str]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section of the agent's file: `render` gives the HTML of one `<section>`, already escaped, or ""."""

    code: str
    label: Label
    render: Callable[[HttpRequest, Organisation], str]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Step:
    """`reached` gives `Exists(Rows.objects.filter(organisation=OuterRef("pk"), …))`, for a query over organisations."""

    code: str
    label: Label
    reached: Callable[[], Exists]
    order: int = 50


doors: Registry[Door] = Registry()
sheets: Registry[Sheet] = Registry()
steps: Registry[Step] = Registry()


class OpenDoor(NamedTuple):
    label: Label
    text: Label
    url: str


def open_doors(request: HttpRequest, organisation: Organisation) -> list[OpenDoor]:
    """Those that lead somewhere, in their order."""
    led = ((door, door.url(request, organisation)) for door in doors.all())
    return [OpenDoor(door.label, door.text, url) for door, url in led if url]
