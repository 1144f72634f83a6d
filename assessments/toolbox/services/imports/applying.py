"""Writing what was read, in one transaction: what somebody changed since then is looked at again."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.toolbox.models import ImportLine, ImportState, Outcome, Resource, ResourceImport
from assessments.toolbox.services.imports import rows
from assessments.toolbox.services.imports.links import held_links, named, names_of, replace_links, targets_of
from outbox.services import announce

CHUNK = 1_000
AT_ONCE = 500
"""Rows that are written while one waits; more go through the outbox."""
DUE = "resource_import_due"
TAKEN = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


class NotReady(Exception):
    """Only a file that was read, once, is applied."""


def apply(*, owner: ResourceImport, user: User | None, at_once: bool = False) -> ResourceImport:
    """Write the good rows of `owner`, now if they are few. Raises NotReady."""
    with transaction.atomic():
        row = ResourceImport.objects.select_for_update(of=("self",)).get(pk=owner.pk)
        if row.state != ImportState.READY:
            raise NotReady
        owner.state, owner.by = ImportState.APPLYING, user or owner.by
        owner.save(update_fields=["state", "by", "updated_at"])
        if not at_once and owner.total > AT_ONCE:
            announce(topic=DUE, territory=owner.territory, payload={"import": str(owner.pk)})
            return owner
    return work(owner)


@transaction.atomic
def work(owner: ResourceImport) -> ResourceImport:
    """All of it or nothing; the second of two workers finds it done."""
    row = ResourceImport.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if row.state != ImportState.APPLYING:
        return owner
    for lines in chunks(owner, TAKEN):
        _write(owner, lines)
    if "related" in owner.given:
        for lines in chunks(owner, TAKEN):
            _link(lines)
    for lines in chunks(owner, (Outcome.RETIRED,)):
        _retire(lines)
    owner.state, owner.applied_at = ImportState.APPLIED, timezone.now()
    owner.save(update_fields=["state", "applied_at", "counts", "updated_at"])
    announce(topic="resources_imported", territory=owner.territory, payload={"import": str(owner.pk)})
    return owner


def chunks(owner: ResourceImport, outcomes: Sequence[Outcome]) -> Iterator[list[ImportLine]]:
    """The lines of these outcomes, a thousand at a time. Those that change outcome on the way are met once."""
    last = 0
    rows_of = ImportLine.objects.filter(file=owner, outcome__in=outcomes).order_by("pk")
    while lines := list(rows_of.filter(pk__gt=last)[:CHUNK]):
        last = lines[-1].pk
        yield lines


def _write(owner: ResourceImport, lines: Sequence[ImportLine]) -> None:
    """A constant number of queries, whatever the lines."""
    there = rows.existing(owner, (line.values for line in lines))
    new: list[tuple[ImportLine, Resource]] = []
    changed: list[Resource] = []
    for line in lines:
        resource = there.get(rows.key_of(owner, line.values))
        if resource is None:
            line.outcome = Outcome.CREATED
            new.append((line, rows.made(owner, line.values)))
            continue
        line.resource = resource
        if _change(owner, line, resource):
            changed.append(resource)
    Resource.objects.bulk_create([resource for _, resource in new])
    Resource.objects.bulk_update(changed, rows.WRITTEN)
    for line, resource in new:
        line.resource = resource
    ImportLine.objects.bulk_update(lines, ["outcome", "resource", "before", "changed"])


def _change(owner: ResourceImport, line: ImportLine, resource: Resource) -> bool:
    """Set what differs today, keeping what it was; False where nothing does."""
    changes = rows.differing(resource, line.values, owner.given)
    line.before = {"was": {name: rows.held(resource, name) for name in changes}, "became": changes}
    linked = [name for name in line.changed if name == "related"]
    line.changed = sorted([*changes, *linked])
    line.outcome = Outcome.UPDATED if line.changed else Outcome.UNCHANGED
    if not changes:
        return False
    rows.put(resource, changes)
    resource.updated_on, resource.updated_at = timezone.localdate(), timezone.now()
    return True


def _link(lines: Sequence[ImportLine]) -> None:
    known = named(names_of(lines))
    now = held_links(line.resource_id for line in lines if line.resource_id)
    wanted: dict[int, Sequence[int]] = {}
    moved: list[ImportLine] = []
    for line in lines:
        targets = targets_of(line, known)
        if line.resource_id is not None and targets != now.get(line.resource_id, []):
            wanted[line.resource_id] = targets
            line.before |= {"links": now.get(line.resource_id, [])}
            moved.append(line)
    if wanted:
        replace_links(wanted)
        ImportLine.objects.bulk_update(moved, ["before"])


def _retire(lines: Sequence[ImportLine]) -> None:
    gone: list[Any] = [line.resource_id for line in lines]
    Resource.objects.filter(pk__in=gone, retired_on=None).update(
        retired_on=timezone.localdate(), updated_at=timezone.now()
    )
