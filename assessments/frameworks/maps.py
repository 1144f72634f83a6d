"""Reading version maps: the one that was stored, else the one that would be proposed."""

from collections.abc import Collection
from fractions import Fraction

from django.utils.translation import gettext

from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.mapping import Carrier, Fault, Link, Unreadable
from assessments.frameworks.domain.mapping.links import SENTENCES
from assessments.frameworks.domain.mapping.sheet import FAULTS
from assessments.frameworks.models import FrameworkVersion, MapLink, VersionMap
from assessments.frameworks.plan import compile_version
from territories.models import Territory


def stored_map(source: FrameworkVersion, target: FrameworkVersion, territory: Territory) -> VersionMap | None:
    """The map that serves `territory`: its own, else that of its nearest ancestor; None where there is none."""
    family = [territory.pk, *reversed(territory.ancestor_ids)]
    found = VersionMap.objects.filter(source=source, target=target, territory_id__in=family).order_by("pk")
    nearest: VersionMap | None = min(found, key=lambda each: family.index(each.territory_id), default=None)
    return nearest


def links_of(version_map: VersionMap) -> tuple[Link, ...]:
    rows = MapLink.objects.filter(map=version_map).order_by("pk")
    return tuple(_link(row) for row in rows)


def stored_maps(versions: Collection[int], territory: Territory) -> list[VersionMap]:
    """Those between any two of `versions`, keys, that serve `territory`; the nearest one for each pair. One query."""
    family = [territory.pk, *reversed(territory.ancestor_ids)]
    rows = VersionMap.objects.filter(source__in=versions, target__in=versions, territory_id__in=family)
    nearest: dict[tuple[int, int], VersionMap] = {}
    for row in sorted(rows.order_by("pk"), key=lambda each: family.index(each.territory_id)):
        nearest.setdefault((row.source_id, row.target_id), row)
    return list(nearest.values())


def links_of_maps(maps: Collection[VersionMap]) -> dict[tuple[int, int], tuple[Link, ...]]:
    """The links of each, by the keys of its source and target. One query."""
    pairs = {row.pk: (row.source_id, row.target_id) for row in maps}
    found: dict[tuple[int, int], list[Link]] = {pair: [] for pair in pairs.values()}
    for row in MapLink.objects.filter(map__in=list(pairs)).order_by("pk"):
        found[pairs[row.map_id]].append(_link(row))
    return {pair: tuple(links) for pair, links in found.items()}


def _link(row: MapLink) -> Link:
    return Link(row.old, row.new, Fraction(row.weight), dict(row.choices), row.proposed)


def links_between(source: FrameworkVersion, target: FrameworkVersion, territory: Territory) -> tuple[Link, ...]:
    """The stored links, else the proposed ones, which are not stored."""
    stored = stored_map(source, target, territory)
    if stored is not None:
        return links_of(stored)
    return mapping.propose(compile_version(source).document, compile_version(target).document)


def carrier_between(
    source: FrameworkVersion, target: FrameworkVersion, territory: Territory, *, dated: bool = False
) -> Carrier:
    """See `mapping.Carrier`."""
    links = links_between(source, target, territory)
    return Carrier(links, compile_version(source), compile_version(target), dated=dated)


def said(fault: Fault) -> str:
    """A fault of a map in the language of who reads it."""
    return gettext(SENTENCES[fault.code]) % fault.params


def unreadable(error: Unreadable) -> list[str]:
    """Why a table is no map, line by line, in the language of who reads it."""
    return [gettext(FAULTS[code]) % params for code, params in error.reasons]
