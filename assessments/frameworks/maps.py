"""Reading version maps: the one that was stored, else the one that would be proposed."""

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
    return tuple(Link(row.old, row.new, Fraction(row.weight), dict(row.choices), row.proposed) for row in rows)


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
