"""The outline of any set of communes."""

from django.db.models import Count, QuerySet
from shapely.geometry import MultiPolygon

from territories.geography.outlines import AreaKind, outline
from territories.models import Commune

AREAS: tuple[AreaKind, ...] = ("region", "departement", "intercommunality")


def perimeter_outline(communes: QuerySet[Commune]) -> MultiPolygon | None:
    """The outline of `communes`, from the largest areas that they fill exactly, else commune by commune.

    At most nine queries. Degrees WGS 84; None when nothing has an outline.
    """
    wanted = communes.order_by().values_list("code", flat=True)
    for kind in AREAS:
        here = _members(kind, Commune.objects.filter(code__in=wanted))
        in_full = _members(kind, Commune.objects.filter(**{f"{kind}__in": list(here)}))
        if here and here == in_full and sum(here.values()) == wanted.count():
            return outline(kind, *sorted(here))
    return outline("commune", *sorted(wanted))


def _members(kind: AreaKind, communes: QuerySet[Commune]) -> dict[str, int]:
    """How many of `communes` each area holds; those in no area are left out."""
    inside = communes.exclude(**{kind: None}).order_by().values_list(kind)
    return dict(inside.annotate(count=Count("code")))
