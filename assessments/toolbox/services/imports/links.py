"""What goes with what: the links that a catalogue gives, by names in it."""

from collections.abc import Iterable, Mapping, Sequence

from assessments.toolbox.models import ImportLine, Resource, ResourceLink

Name = tuple[str, str]  # source, source_id


def named(names: Iterable[Name]) -> dict[Name, int]:
    """The resources that the active territory sees under these names; those taken away too. One query a source."""
    by_source: dict[str, set[str]] = {}
    for source, source_id in names:
        by_source.setdefault(source, set()).add(source_id)
    return {
        (source, source_id): pk
        for source, ids in by_source.items()
        for source_id, pk in Resource.objects.filter(source=source, source_id__in=ids)
        .order_by("territory__lineage", "pk")
        .values_list("source_id", "pk")
    }


def names_of(lines: Iterable[ImportLine]) -> set[Name]:
    return {(source, source_id) for line in lines for source, source_id in line.values.get("related", [])}


def targets_of(line: ImportLine, known: Mapping[Name, int]) -> list[int]:
    """The keys of what `line` leads to, in its order; what nobody knows is left out."""
    found = (known.get((source, source_id)) for source, source_id in line.values.get("related", []))
    return [pk for pk in found if pk is not None and pk != line.resource_id]


def held_links(sources: Iterable[int]) -> dict[int, list[int]]:
    """Resource → what it leads to, in order. One query."""
    found: dict[int, list[int]] = {}
    rows = ResourceLink.objects.filter(source__in=list(sources)).order_by("source", "position", "pk")
    for source, target in rows.values_list("source", "target"):
        found.setdefault(source, []).append(target)
    return found


def replace_links(wanted: Mapping[int, Sequence[int]]) -> None:
    """Make these the links of these resources. Two queries."""
    ResourceLink.objects.filter(source__in=list(wanted)).delete()
    ResourceLink.objects.bulk_create(
        ResourceLink(source_id=source, target_id=target, position=position)
        for source, targets in wanted.items()
        for position, target in enumerate(dict.fromkeys(targets))
    )
