"""Reading a file on the whole catalogue: what would be new, changed, the same, taken away, rejected. Nothing is
written of it until somebody applies it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.toolbox.importing import jsonlist, tee
from assessments.toolbox.importing.drafts import Draft, Parsed, Problem
from assessments.toolbox.importing.table import read_resources
from assessments.toolbox.models import Form, ImportLine, ImportState, Outcome, Resource, ResourceImport
from assessments.toolbox.services.imports import applying, rows, undoing
from assessments.toolbox.services.imports.links import Name, held_links, named
from assessments.toolbox.services.imports.vocabulary import vocabulary_of
from outbox.services import announce
from territories.models import Territory

CHUNK = 1_000
SMALL = 150_000
"""Bytes of a table, about 500 rows: read at once. A catalogue is small whatever its bytes."""
DUE = applying.DUE


def begin(*, territory: Territory, name: str, data: bytes, user: User | None, at_once: bool = False) -> ResourceImport:
    """Keep the file and try it: now if it is small, by the outbox if not. Nothing of the catalogue changes."""
    form = form_of(data)
    owner = ResourceImport(territory=territory, name=name[:200], form=form, by=user)
    owner.source = form if form != Form.TABLE else ""
    with transaction.atomic():
        owner.file.save(f"{owner.pk}.data", ContentFile(data), save=False)
        owner.full_clean(exclude=["by"])
        owner.save(force_insert=True)
        is_small = at_once or form != Form.TABLE or len(data) <= SMALL
        if not is_small:
            announce(topic=DUE, territory=territory, payload={"import": str(owner.pk)})
    return read(owner, data) if is_small else owner


def form_of(data: bytes) -> Form:
    """Which of the three a file is, by what it holds."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] != b"[":
        return Form.TABLE
    return Form.PROJECTS if jsonlist.is_about(data, "slug", "programs") else Form.PROGRAMS


def go_on(*, import_id: UUID) -> ResourceImport:
    """What is due of an import: reading, applying, undoing. Called twice, it does it once."""
    owner: ResourceImport = ResourceImport.objects.select_related("territory").get(pk=import_id)
    if owner.state == ImportState.READING:
        with owner.file.open("rb") as kept:
            return read(owner, kept.read())
    if owner.state == ImportState.APPLYING:
        return applying.work(owner)
    return undoing.work(owner) if owner.state == ImportState.UNDOING else owner


def read(owner: ResourceImport, data: bytes) -> ResourceImport:
    """Write a line a row, a thousand at a time; from where another worker left it."""
    parsed = _parse(owner, data)
    whole = [problem for problem in parsed.problems if not problem.row]
    if whole:
        return _refuse(owner, whole[0])
    things = _in_order(parsed)
    owner.given = sorted({name for draft in parsed.drafts for name in draft.given})
    owner.unread, owner.total = parsed.unread, len(things)
    known: dict[Name, int | None] = {(draft.source, draft.source_id): None for draft in parsed.drafts}
    known |= named(pair for draft in parsed.drafts for pair in draft.related)
    for start in range(owner.done, len(things) or 1, CHUNK):
        part = things[start : start + CHUNK]
        lines = _lines(owner, part, known, _remarks(parsed))
        if not _keep(owner, start, len(part), lines, parsed=parsed, is_last=start + CHUNK >= len(things)):
            break
    return owner


def _parse(owner: ResourceImport, data: bytes) -> Parsed:
    if owner.form == Form.PROGRAMS:
        return tee.read_programs(data)
    if owner.form == Form.PROJECTS:
        return tee.read_projects(data)
    return read_resources(data, vocabulary_of(owner.territory), owner.territory.name)


def _refuse(owner: ResourceImport, problem: Problem) -> ResourceImport:
    owner.state, owner.problem = ImportState.REFUSED, [problem.code, dict(problem.params)]
    owner.save(update_fields=["state", "problem", "updated_at"])
    return owner


def _in_order(parsed: Parsed) -> list[tuple[int, Draft | None]]:
    """Every row of the file: its draft, or None where it is rejected."""
    drafts = {draft.row: draft for draft in parsed.drafts}
    return [(row, drafts.get(row)) for row in sorted({*drafts, *parsed.rejected})]


def _remarks(parsed: Parsed) -> dict[int, list[list[object]]]:
    found: dict[int, list[list[object]]] = {}
    for problem in parsed.problems:
        found.setdefault(problem.row, []).append([problem.code, problem.column, dict(problem.params)])
    return found


def _lines(
    owner: ResourceImport,
    part: Sequence[tuple[int, Draft | None]],
    known: Mapping[Name, int | None],
    remarks: dict[int, list[list[object]]],
) -> list[ImportLine]:
    drafts = {row: rows.values_of(draft) for row, draft in part if draft is not None}
    there = rows.existing(owner, drafts.values())
    taken = _taken(owner, drafts.values()) if owner.source else {}
    links = held_links(resource.pk for resource in there.values())
    found = []
    for row, draft in part:
        line = ImportLine(file=owner, row=row, outcome=Outcome.REJECTED, problems=remarks.get(row, []))
        found.append(line)
        if draft is None:
            continue
        line.values, line.title = drafts[row], draft.title["fr"][:300]
        line.problems = [*line.problems, *_unknown(draft, known)]
        _judge(owner, line, there.get(rows.key_of(owner, line.values)), taken)
        if line.outcome == Outcome.UNCHANGED and _links_differ(line, links, known):
            line.outcome, line.changed = Outcome.UPDATED, ["related"]
    return found


def _unknown(draft: Draft, known: Mapping[Name, int | None]) -> list[list[object]]:
    """A link to what is not here is told; the row is taken without it."""
    return [["unknown_related", "", {"name": source_id}] for source, source_id in draft.related
            if (source, source_id) not in known]  # fmt: skip


def _taken(owner: ResourceImport, lines: Iterable[rows.Values]) -> dict[str, Resource]:
    """Codes that other resources of the territory bear."""
    codes = [values["code"] for values in lines]
    others = Resource.objects.filter(territory=owner.territory_id, code__in=codes).exclude(source=owner.source)
    return {row.code: row for row in others.order_by()}


def _judge(owner: ResourceImport, line: ImportLine, there: Resource | None, taken: dict[str, Resource]) -> None:
    """What becomes of the row; a fault of the whole resource rejects it."""
    if there is None and line.values["code"] in taken:
        line.problems = [*line.problems, ["code_taken", "", {"code": line.values["code"]}]]
    elif there is not None and not owner.source and (there.framework or there.source):
        line.problems = [*line.problems, ["not_yours", "", {"code": there.code}]]
    elif fault := _fault(owner, line, there):
        line.problems = [*line.problems, ["invalid", "", {"reason": fault}]]
    else:
        line.resource = there
        line.outcome = Outcome.CREATED if there is None else Outcome.UPDATED if line.changed else Outcome.UNCHANGED


def _fault(owner: ResourceImport, line: ImportLine, there: Resource | None) -> str:
    if there is None:
        return rows.fault_of(rows.made(owner, line.values))
    changes = rows.differing(there, line.values, owner.given)
    line.changed = sorted(changes)
    rows.put(there, changes)
    return rows.fault_of(there) if changes else ""


def _links_differ(line: ImportLine, links: Mapping[int, list[int]], known: Mapping[Name, int | None]) -> bool:
    """Also where a link leads to what the same file brings."""
    if "related" not in line.file.given:
        return False
    wanted = [known[source, source_id] for source, source_id in line.values["related"] if (source, source_id) in known]
    return wanted != links.get(line.resource_id or 0, [])


@transaction.atomic
def _keep(
    owner: ResourceImport, start: int, size: int, lines: Sequence[ImportLine], *, parsed: Parsed, is_last: bool
) -> bool:
    """Write a chunk and its progress together; False when another worker has written it meanwhile."""
    row = ResourceImport.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    if row.done != start or row.state != ImportState.READING:
        return False
    ImportLine.objects.bulk_create(lines)
    owner.done = start + size
    for line in lines:
        owner.counts[line.outcome] = owner.counts.get(line.outcome, 0) + 1
    if is_last:
        owner.state = ImportState.READY
        _tell_gone(owner, parsed)
    owner.save()
    return True


def _tell_gone(owner: ResourceImport, parsed: Parsed) -> None:
    """Of a whole catalogue: what it had and has no more. One that is only rejected today is not gone."""
    if not owner.source or not parsed.drafts:
        return
    said = {draft.source_id for draft in parsed.drafts}
    ours = Resource.objects.filter(territory=owner.territory_id, source=owner.source, retired_on=None).order_by("code")
    gone = [row for row in ours if row.source_id not in said]
    ImportLine.objects.bulk_create(
        ImportLine(file=owner, title=_name(row), outcome=Outcome.RETIRED, resource=row, changed=["retired_on"])
        for row in gone
    )
    if gone:
        owner.counts[Outcome.RETIRED] = len(gone)


def _name(resource: Resource) -> str:
    return str(resource.title.get("fr") or resource.code or _("Without a title"))[:300]
