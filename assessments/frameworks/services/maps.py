"""Writing version maps: a whole map at once, or nothing."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.domain.mapping import Fault, Link, Origin
from assessments.frameworks.models import FrameworkVersion, MapLink, VersionMap
from assessments.frameworks.plan import compile_version
from assessments.frameworks.services.refusals import UnsoundFramework
from territories.models import Territory


class BrokenMap(ValueError):
    """A map with faults was about to be stored; `faults` says which."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.sentence for fault in faults))
        self.faults = tuple(faults)


@transaction.atomic
def save_map(
    *, territory: Territory, source: FrameworkVersion, target: FrameworkVersion, links: Sequence[Link]
) -> VersionMap:
    """Make `links` the whole map of `territory` from `source` to `target`, replacing what it was.

    Raises BrokenMap, ValidationError (one version with itself); then the map is as it was.
    """
    if source.pk == target.pk:
        raise ValidationError(_("A map goes from one version to another."))
    found = mapping.faults(links, compile_version(source).document, compile_version(target).document)
    refused = [fault for fault in found if fault.is_refused]
    if refused:
        raise BrokenMap(refused)
    kept, _made = VersionMap.objects.select_for_update().get_or_create(
        territory=territory, source=source, target=target
    )
    MapLink.objects.filter(map=kept).delete()
    MapLink.objects.bulk_create(_row(kept, link) for link in links)
    kept.save(update_fields=["updated_at"])
    return kept  # type: ignore[no-any-return]


def _row(version_map: VersionMap, link: Link) -> MapLink:
    return MapLink(
        map=version_map,
        old=link.old,
        new=link.new,
        weight=str(link.weight),
        choices=dict(link.choices),
        proposed=link.proposed,
    )


def propose_map(
    *, territory: Territory, source: FrameworkVersion, target: FrameworkVersion, origins: Sequence[Origin] = ()
) -> VersionMap:
    """Store the proposed map, to be looked at. `origins`: what an importer read; see `mapping.propose`."""
    old, new = compile_version(source).document, compile_version(target).document
    links = mapping.propose(old, new, origins)
    return save_map(territory=territory, source=source, target=target, links=links)


def import_map(
    *, territory: Territory, source: FrameworkVersion, target: FrameworkVersion, data: bytes, name: str = ""
) -> VersionMap:
    """Store the map that a file holds: a table of links, or a framework whose questions say where they come from.

    Raises Unreadable, BrokenMap, UnsoundFramework (neither of the two).
    """
    links = links_from(data, source, target, name)
    return save_map(territory=territory, source=source, target=target, links=links)


def links_from(data: bytes, source: FrameworkVersion, target: FrameworkVersion, name: str = "") -> tuple[Link, ...]:
    """The links that a file gives between two versions; see `import_map`."""
    if mapping.is_map(data):
        return mapping.read_csv(data)
    return mapping.propose(compile_version(source).document, compile_version(target).document, origins_from(data, name))


def origins_from(data: bytes, name: str = "") -> tuple[Origin, ...]:
    """Where a framework's file says that its questions come from. Raises UnsoundFramework where it says nothing."""
    reading = read_bytes(data, name)
    if not reading.origins:
        raise UnsoundFramework(reading.problems)
    return reading.origins
