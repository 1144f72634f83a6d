"""Frameworks that other territories share: the one place of this app that looks across territories.

Only published versions whose authors share them come out of here, with their documents read in their own scope.
"""

from django.db.models import Q, QuerySet

from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from territories.scope import EVERYWHERE, territory_scope

Status = FrameworkVersion.Status
PUBLIC = (FrameworkVersion.Sharing.PUBLIC,)
TO_START_FROM = (FrameworkVersion.Sharing.TERRITORIES, FrameworkVersion.Sharing.PUBLIC)


def shared(levels: tuple[str, ...], *, retired: bool = False, **more: object) -> list[FrameworkVersion]:
    """The published versions shared at one of `levels` (`retired`: those too that a newer one replaced): one query.

    Each comes with its framework and its territory.
    """
    statuses = (Status.PUBLISHED, Status.RETIRED) if retired else (Status.PUBLISHED,)
    with territory_scope(EVERYWHERE):
        found: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(
            Q(framework__territory__is_open=True), status__in=statuses, sharing__in=levels, **more
        )
        related = found.select_related("framework__territory__site", "forked_from__framework__territory")
        return list(related.order_by("framework__territory__name", "framework__code", "-published_at", "-pk"))


def public_versions() -> list[FrameworkVersion]:
    """What anyone may read."""
    return shared(PUBLIC)


def public_version(pk: int) -> FrameworkVersion | None:
    return next(iter(shared(PUBLIC, pk=pk)), None)


def versions_to_start_from(territory_pk: int) -> list[FrameworkVersion]:
    """What the territory may copy: others', shared with territories or with everyone."""
    return [version for version in shared(TO_START_FROM) if version.framework.territory_id != territory_pk]


def version_to_start_from(pk: int) -> FrameworkVersion | None:
    return next(iter(shared(TO_START_FROM, pk=pk)), None)


def source_of(version: FrameworkVersion) -> FrameworkVersion | None:
    """The version that this one was copied from, while its authors share it still."""
    if version.forked_from_id is None:
        return None
    return next(iter(shared(TO_START_FROM, retired=True, pk=version.forked_from_id)), None)


def newer_edition(version: FrameworkVersion) -> FrameworkVersion | None:
    """The published edition of the same framework that its authors share, when it is not `version` itself."""
    found = shared(TO_START_FROM, framework_id=version.framework_id)
    return next((one for one in found if one.pk != version.pk), None)


def document_of(version: FrameworkVersion) -> Document:
    """What a shared version says, its base included."""
    with territory_scope(version.framework.territory):
        return compile_version(version).document
