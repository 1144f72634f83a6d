"""Which version is used where."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, QuerySet, Value, When

from assessments.frameworks.domain.plain import applicability_from
from assessments.frameworks.freezing import FROZEN
from assessments.frameworks.models import FrameworkVersion
from assessments.scoring import Profile
from territories.models import Territory


class NoFramework(LookupError):
    """No published framework serves this territory, or none has this code."""


def published_versions(territory: Territory) -> QuerySet[FrameworkVersion]:
    """The published versions that serve `territory`: its own first, then its ancestors', the nearest first.

    Variants, which are for some profiles only, come last. Within one territory the framework that it opened first
    leads, and its newest version.
    """
    published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
    return _nearest_first(published, territory, When(audience={}, then=Value(0)))


def _nearest_first(
    versions: QuerySet[FrameworkVersion], territory: Territory, *first: When
) -> QuerySet[FrameworkVersion]:
    """Those that `territory` sees; those of `first` lead."""
    family = _family(territory)
    distance = Case(
        *(When(framework__territory_id=pk, then=Value(n)) for n, pk in enumerate(family)),
        output_field=IntegerField(),
    )
    seen = versions.filter(framework__territory_id__in=family).select_related("framework")
    lead = [Case(*first, default=Value(1), output_field=IntegerField())] if first else []
    return seen.order_by(*lead, distance, "framework_id", "-published_at", "-pk")


def current_version(territory: Territory, profile: Profile | None = None) -> FrameworkVersion:
    """The version that `territory` asks its organisations: with `profile`, the variant for it where there is one.

    The nearest territory that has one decides. Raises NoFramework when there is none.
    """
    version = _best(published_versions(territory), territory, profile)
    if version is None:
        raise NoFramework(f"no framework is published for {territory.slug}")
    return version


def better_version(version_id: int, territory: Territory, profile: Profile) -> FrameworkVersion | None:
    """The version that suits `profile` better than this one, among the layers over the same core; None to stay.

    One query. A version that is not published any more stays too.
    """
    everyone = list(published_versions(territory))
    now = next((version for version in everyone if version.pk == version_id), None)
    if now is None or (now.audience and _suits(now, profile)):
        return None
    best = _best((version for version in everyone if version.root == now.root), territory, profile)
    return best if best != now else None


def _best(
    versions: Iterable[FrameworkVersion], territory: Territory, profile: Profile | None
) -> FrameworkVersion | None:
    """The first of the nearest territory, a variant before what is for everyone."""
    family = _family(territory)

    def rank(version: FrameworkVersion) -> tuple[int, bool]:
        return family.index(version.framework.territory_id), not version.audience

    return min((version for version in versions if _suits(version, profile)), key=rank, default=None)


def _family(territory: Territory) -> list[int]:
    """The keys of the territory and of those above it, the nearest first."""
    return [territory.pk, *reversed(territory.ancestor_ids)]


def _suits(version: FrameworkVersion, profile: Profile | None) -> bool:
    """A variant is for those whom its audience covers; of nobody known, for nobody."""
    return not version.audience or (profile is not None and applicability_from(version.audience).covers(profile))


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
