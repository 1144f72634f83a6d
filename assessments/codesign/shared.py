"""Frameworks that other territories share: the one place of this app that looks across territories.

Only published versions whose authors share them come out of here, with their documents read in their own scope.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from territories.scope import EVERYWHERE, active_territory, territory_scope

Status = FrameworkVersion.Status
PUBLIC = (FrameworkVersion.Sharing.PUBLIC,)
TO_START_FROM = (FrameworkVersion.Sharing.TERRITORIES, FrameworkVersion.Sharing.PUBLIC)


def shared(levels: tuple[str, ...], *, retired: bool = False, **more: object) -> list[FrameworkVersion]:
    """The published versions shared at one of `levels` (`retired`: those too that a newer one replaced): one query,
    and one for each floor of layers. What stands over a base that is not shared so far is left out.

    Each comes with its framework and its territory.
    """
    statuses = (Status.PUBLISHED, Status.RETIRED) if retired else (Status.PUBLISHED,)
    open_ones = Q(framework__territory__is_open=True, status__in=statuses, sharing__in=levels, **more)
    ordered = _everywhere(open_ones, "framework__territory__site", "forked_from__framework__territory")
    bases = _bases(ordered)
    family = _family() if levels == TO_START_FROM else frozenset()
    return [version for version in ordered if not _held_back(version, bases, levels, family)]


def _everywhere(wanted: Q, *related: str) -> list[FrameworkVersion]:
    with territory_scope(EVERYWHERE):
        found: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(wanted).select_related(*related)
        return list(found.order_by("framework__territory__name", "framework__code", "-published_at", "-pk"))


def held_back(version: FrameworkVersion) -> str:
    """The name of what `version` stands over that its authors do not share with everyone; "" for none.

    A layer holds the whole of what it stands over, points and weights included: it goes no further than each of them.
    """
    found = _held_back(version, _bases([version]), PUBLIC, frozenset())
    return found.name if found else ""


def _bases(versions: Iterable[FrameworkVersion]) -> dict[int, FrameworkVersion]:
    """All that `versions` stand over, by key: one query for each floor."""
    known: dict[int, FrameworkVersion] = {}
    wanted = {version.base_id for version in versions} - {None}
    while wanted:
        rows = _everywhere(Q(pk__in=wanted), "framework")
        known |= {row.pk: row for row in rows}
        wanted = {row.base_id for row in rows} - {None} - known.keys()
    return known


def _held_back(
    version: FrameworkVersion, bases: dict[int, FrameworkVersion], levels: tuple[str, ...], family: frozenset[int]
) -> FrameworkVersion | None:
    """The nearest base of another territory that is neither shared at `levels` nor of one of `family`."""
    base = bases.get(version.base_id or 0)
    while base is not None:
        owner = base.framework.territory_id
        if owner not in family | {version.framework.territory_id} and base.sharing not in levels:
            return base
        base = bases.get(base.base_id or 0)
    return None


def _family() -> frozenset[int]:
    """The active territory and those above it, whose published versions it sees anyhow."""
    here = active_territory()
    return frozenset({here.pk, *here.ancestor_ids})


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
