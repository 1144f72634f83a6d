"""Undoing an import: every resource as it was, but for what people have changed or taken up since."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from assessments.toolbox.models import ImportLine, ImportState, Outcome, Resource, ResourceImport
from assessments.toolbox.models.stamp import bump
from assessments.toolbox.services.imports import rows
from assessments.toolbox.services.imports.applying import AT_ONCE, DUE, chunks
from assessments.toolbox.services.imports.links import replace_links
from assessments.toolbox.services.references import delete_unused, used_among
from outbox.services import announce
from territories.scope import Subtree, territory_scope


class NotApplied(Exception):
    """Only what was applied, once, is undone."""


def undo(*, owner: ResourceImport, at_once: bool = False) -> ResourceImport:
    """Restore what `owner` changed, now if it is little. Raises NotApplied."""
    with transaction.atomic():
        row = ResourceImport.objects.select_for_update(of=("self",)).get(pk=owner.pk)
        if row.state != ImportState.APPLIED:
            raise NotApplied
        owner.state = ImportState.UNDOING
        owner.save(update_fields=["state", "updated_at"])
        if not at_once and owner.total > AT_ONCE:
            announce(topic=DUE, territory=owner.territory, payload={"import": str(owner.pk)})
            return owner
    return work(owner)


@transaction.atomic
def work(owner: ResourceImport) -> ResourceImport:
    """All of it or nothing; the second of two workers finds it done."""
    row = ResourceImport.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if row.state != ImportState.UNDOING:
        return owner
    with territory_scope(Subtree(owner.territory)):  # those who use it may be territories below
        kept_back = sum(_restore(lines) for lines in chunks(owner, (Outcome.UPDATED, Outcome.UNCHANGED)))
        kept_back += sum(_take_back(owner, lines) for lines in chunks(owner, (Outcome.CREATED,)))
        for lines in chunks(owner, (Outcome.RETIRED,)):
            Resource.objects.filter(pk__in=[line.resource_id for line in lines]).update(retired_on=None)
    owner.state, owner.undone_at, owner.kept_back = ImportState.UNDONE, timezone.now(), kept_back
    owner.save(update_fields=["state", "undone_at", "kept_back", "updated_at"])
    return owner


def _restore(lines: Sequence[ImportLine]) -> int:
    """Put back what each line changed; how many were edited since, and stay as they are."""
    there = {row.pk: row for row in Resource.objects.filter(pk__in=[line.resource_id for line in lines]).order_by()}
    back: list[Resource] = []
    edited = 0
    for line in lines:
        resource = there.get(line.resource_id or 0)
        became = line.before.get("became", {})
        if resource is None or not became:
            continue
        if any(rows.held(resource, name) != value for name, value in became.items()):
            edited += 1
            continue
        rows.put(resource, line.before["was"])
        resource.updated_at = timezone.now()
        back.append(resource)
    Resource.objects.bulk_update(back, rows.WRITTEN)
    replace_links({line.resource_id: line.before["links"] for line in lines
                   if line.resource_id and "links" in line.before})  # fmt: skip
    return edited


def _take_back(owner: ResourceImport, lines: Sequence[ImportLine]) -> int:
    """Delete what the file brought; what people have kept, reported or planned with is taken away, not deleted."""
    pks = {line.resource_id for line in lines if line.resource_id is not None}
    used = used_among(pks, owner.territory)
    Resource.objects.filter(pk__in=used).update(retired_on=timezone.localdate(), updated_at=timezone.now())
    delete_unused(pks - used)
    bump([owner.territory_id])
    return len(used)
