"""A territory's seal and motif, drawn from its true outline and kept with it."""

from zlib import crc32

from shapely.geometry import MultiPolygon

from territories.geography.perimeter import perimeter_outline
from territories.models import Kind, Territory
from ui.drawing.places import Place
from ui.drawing.svg import Drawing
from ui.drawing.territory import motif, seal


def draw(territory: Territory) -> None:
    """Draw the seal and the motif again; to be called when the perimeter changes."""
    shape = _outline(territory)
    territory.seal = markup(seal(shape), "seal")
    territory.motif = markup(motif(shape, _seed(territory)), "motif") if shape else ""
    Territory.objects.filter(pk=territory.pk).update(seal=territory.seal, motif=territory.motif)


def map_with(territory: Territory, places: list[Place]) -> Drawing | None:
    """The motif with `places` named on it, most important first; None without an outline."""
    shape = _outline(territory)
    return motif(shape, _seed(territory), places) if shape else None


def markup(drawing: Drawing, css: str) -> str:
    """A decorative SVG, ready to print."""
    return f'<svg class="{css}" viewBox="{drawing.view_box}" aria-hidden="true">{drawing.body}</svg>'


def _outline(territory: Territory) -> MultiPolygon | None:
    """None for the national portal, which covers everything, and where no outline is known."""
    return None if territory.kind == Kind.NATIONAL else perimeter_outline(territory.communes.all())


def _seed(territory: Territory) -> int:
    """The same land at each drawing."""
    return crc32(territory.slug.encode())
