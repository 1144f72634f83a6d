"""Which version is used where."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from assessments.frameworks.freezing import FROZEN
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory


class NoFramework(LookupError):
    """No published framework serves this territory, or none has this code."""


def published_versions(territory: Territory) -> QuerySet[FrameworkVersion]:
    """The published versions that serve `territory`: its own first, then its ancestors', the nearest first.

    Within one territory the framework that it opened first leads, and its newest version.
    """
    published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
    return _nearest_first(published, territory)


def _nearest_first(versions: QuerySet[FrameworkVersion], territory: Territory) -> QuerySet[FrameworkVersion]:
    family = [territory.pk, *reversed(territory.ancestor_ids)]
    distance = Case(
        *(When(framework__territory_id=pk, then=Value(n)) for n, pk in enumerate(family)),
        output_field=IntegerField(),
    )
    seen = versions.filter(framework__territory_id__in=family).select_related("framework")
    return seen.order_by(distance, "framework_id", "-published_at", "-pk")


def current_version(territory: Territory) -> FrameworkVersion:
    """The version that `territory` asks its organisations. Raises NoFramework when there is none."""
    version = published_versions(territory).first()
    if version is None:
        raise NoFramework(f"no framework is published for {territory.slug}")
    return version


def version_named(reference: str) -> FrameworkVersion:
    """The version called `CODE` (the newest published, else the newest) or `CODE@NUMBER`.

    Looks where the active scope allows; the code may be in capitals. Raises NoFramework.
    """
    code, _, number = reference.partition("@")
    versions = FrameworkVersion.objects.filter(framework__code__iexact=code).select_related("framework")
    if number:
        versions = versions.filter(number=number)
    published_first = Case(When(status=FrameworkVersion.Status.PUBLISHED, then=0), default=1)
    version: FrameworkVersion | None = versions.order_by(published_first, "-published_at", "-pk").first()
    if version is None:
        raise NoFramework(reference)
    return version


def base_named(name: str, territory: Territory) -> FrameworkVersion | None:
    """The published (or retired) version called `CODE@NUMBER` that `territory` sees, the nearest first."""
    code, _, number = name.rpartition("@")
    versions = FrameworkVersion.objects.filter(framework__code=code, number=number, status__in=FROZEN)
    seen: FrameworkVersion | None = _nearest_first(versions, territory).first()
    return seen
