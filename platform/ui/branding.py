"""What the header and the footer say of the place one is in: a territory, the national portal, or nowhere known."""

from typing import NamedTuple, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

NATIONAL_HUE = 235


class File(Protocol):
    url: str

    def __bool__(self) -> bool: ...


class Place(Protocol):
    """The part of a Territory that the look shows; `ui` stands below `territories` and may not import it."""

    name: str
    tagline: str
    hue: int
    logo: File
    seal: str
    motif: str

    @property
    def is_national(self) -> bool: ...


class Brand(NamedTuple):
    """`logo` is a URL, "" when the seal stands for it; `promise` is the sentence of the footer."""

    name: str
    tagline: str
    hue: int
    logo: str
    promise: str


def brand(place: Place | None) -> Brand:
    if place is None:
        return Brand(settings.WAGTAIL_SITE_NAME, _network(), NATIONAL_HUE, "", _common())
    logo = place.logo.url if place.logo else ""
    if place.is_national:
        return Brand(place.name, place.tagline or _network(), place.hue, logo, _common())
    promise = _("A service of %(name)s, for the companies, associations and public bodies of the territory.")
    return Brand(place.name, place.tagline or _("Committed actors"), place.hue, logo, promise % {"name": place.name})


def _network() -> str:
    return _("The network of territories")


def _common() -> str:
    return _("A free platform shared by local authorities. Each keeps its data, its charter and its questions.")
