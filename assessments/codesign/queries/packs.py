"""Packs: sets of frameworks that the national team offers."""

from django.db.models import Prefetch, Q, QuerySet

from assessments.frameworks.models import FrameworkVersion, Pack
from territories.models import Territory


def offered(territory: Territory) -> QuerySet[Pack]:
    """Those published, with their versions; its own drafts too for whoever makes them."""
    held = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED).select_related(
        "framework__territory"
    )
    found: QuerySet[Pack] = Pack.objects.filter(Q(published_at__isnull=False) | Q(territory=territory))
    return found.prefetch_related(Prefetch("versions", queryset=held.order_by("pk"))).order_by("pk")


def packable(territory: Territory) -> QuerySet[FrameworkVersion]:
    """What a pack of `territory` may hold: what it has published itself."""
    found: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(
        framework__territory=territory, status=FrameworkVersion.Status.PUBLISHED
    )
    return found.select_related("framework").order_by("pk")
