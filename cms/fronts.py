"""What the two front doors show: figures, map, the authority of a commune."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Document
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, current_version
from assessments.responses.models import Assessment
from core.text import pick
from territories.drawings import map_with
from territories.geography.search import find_communes
from territories.models import Commune, Kind, Territory
from territories.queries import territory_for_commune
from territories.scope import active_territory
from ui.drawing.places import Place

SHOWN_FROM = 5  # organisations in a commune: under it the figure could point at someone
MAP_TTL = 600  # seconds
DRAWN = 9  # territories drawn on the portal; the next ones are names, to keep the page light


@dataclass(frozen=True)
class Found:
    """A commune and the nearest open space that covers it (None: no authority there yet)."""

    commune: Commune
    territory: Territory | None


def home() -> dict[str, Any]:
    """Context of a territory's home page."""
    territory = active_territory()
    key = f"home-figures:{territory.pk}"
    figures: dict[str, Any] | None = cache.get(key)
    if figures is None:
        figures = _figures(territory)
        cache.set(key, figures, MAP_TTL)
    return {"size": _size(territory), "map_label": _map_label(territory, figures["places"]), **figures}


def _size(territory: Territory) -> dict[str, int] | None:
    """How many themes and questions the questionnaire has; None while none is published."""
    document = _questionnaire(territory)
    return {"themes": len(document.themes), "questions": len(tuple(document.questions()))} if document else None


def _questionnaire(territory: Territory) -> Document | None:
    try:
        return compile_version(current_version(territory)).document
    except NoFramework:
        return None


def portal(text: str) -> dict[str, Any]:
    """Context of the portal: the authorities, and those of the communes that `text` names."""
    found = [Found(commune, territory_for_commune(commune)) for commune in find_communes(text)] if text else []
    territories = (
        Territory.objects.filter(is_open=True)
        .exclude(kind=Kind.NATIONAL)
        .select_related("site")
        .annotate(commune_count=Count("communes"))
    )
    hues = "-".join(str(hue) for hue in sorted({territory.hue for territory in territories[:DRAWN]}))
    return {"searched": text, "found": found, "territories": territories, "hues": hues, "drawn": DRAWN} | _levels()


def _levels() -> dict[str, Any]:
    """The levels of the national questionnaire, lowest first: (number, name)."""
    document = _questionnaire(active_territory())
    return {"levels": [(rank, pick(level.title)) for rank, level in enumerate(document.levels if document else (), 1)]}


def _figures(territory: Territory) -> dict[str, Any]:
    """Counts by commune, the map that shows them, and the sentence's numbers."""
    by_commune = (
        Assessment.objects.filter(status="submitted", commune__isnull=False)
        .values_list("commune", "commune__name", "commune__latitude", "commune__longitude")
        .annotate(organisations=Count("organisation", distinct=True))
        .order_by("-organisations", "commune")
    )
    rows = [(name, lat, lon, n) for _, name, lat, lon, n in by_commune if n]
    shown: list[Place] = [row for row in rows if row[3] >= SHOWN_FROM and row[1] is not None]
    return {
        "organisations": sum(row[3] for row in rows),
        "reached": len(rows),
        "communes": territory.communes.count(),
        "places": shown,
        "map": map_with(territory, shown or _largest(territory)),
    }


def _map_label(territory: Territory, places: list[Place]) -> str:
    """What the map shows, in words, for who does not see it."""
    if not places:
        return _("Map of %(territory)s") % {"territory": territory.name}
    counts = ", ".join(f"{name} {count}" for name, _latitude, _longitude, count in places)
    words = _("%(territory)s, organisations that have taken stock by commune: %(counts)s")
    return words % {"territory": territory.name, "counts": counts}


def _largest(territory: Territory) -> list[Place]:
    """Nobody to count yet: name the largest communes, so that the map is one's own."""
    placed = territory.communes.filter(latitude__isnull=False, longitude__isnull=False).order_by("-population")
    return [(one.name, one.latitude or 0.0, one.longitude or 0.0, None) for one in placed[:5]]
