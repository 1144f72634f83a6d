"""Which version is used where."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory


class NoFramework(LookupError):
    """No published framework serves this territory, or none has this code."""


def published_versions(territory: Territory) -> QuerySet[FrameworkVersion]:
    """The published versions that serve `territory`: its own first, then its ancestors', the nearest first.

    Within one territory the framework that it opened first leads, and its newest version.
    """
    nearest_first = [territory.pk, *reversed(territory.ancestor_ids)]
    distance = Case(
        *(When(framework__territory_id=pk, then=Value(n)) for n, pk in enumerate(nearest_first)),
        output_field=IntegerField(),
    )
    versions: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(
        status=FrameworkVersion.Status.PUBLISHED, framework__territory_id__in=nearest_first
    )
    return versions.select_related("framework").order_by(distance, "framework_id", "-published_at", "-pk")


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
