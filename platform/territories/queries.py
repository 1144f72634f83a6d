"""Reads about territories. The list of territories is public: these need no scope."""

from django.db.models import Case, QuerySet, Value, When

from territories.models import Commune, Kind, Role, RoleName, Territory
from territories.models.territory import NEAREST_FIRST


def territories_of(commune: Commune) -> QuerySet[Territory]:
    """The open local territories whose perimeter holds the commune, the nearest first; never the national portal."""
    nearness = Case(*(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(NEAREST_FIRST)))
    return (
        Territory.objects.filter(communes=commune, is_open=True)
        .exclude(kind=Kind.NATIONAL)
        .select_related("site")
        .order_by(nearness, "pk")
    )


def territory_for_commune(commune: Commune) -> Territory | None:
    """The open territory nearest to the commune; None when none has opened there yet."""
    return territories_of(commune).first()


def national_portal() -> Territory | None:
    """The national portal, where there is one."""
    return Territory.objects.select_related("site").filter(kind=Kind.NATIONAL).order_by("pk").first()


def team(territory: Territory) -> QuerySet[Role]:
    """Who has a role there, the strongest first. Inside the active scope."""
    strength = Case(*(When(role=role, then=Value(role.rank)) for role in RoleName))
    found: QuerySet[Role] = Role.objects.filter(territory=territory)
    return found.select_related("user").order_by(strength, "user__email")
