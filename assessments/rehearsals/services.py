"""Writes: ask for a rehearsal, carry it on chunk by chunk, record what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from time import monotonic
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.domain.mapping import Link
from assessments.frameworks.maps import links_between
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.rehearsals import queries
from assessments.rehearsals.domain.moves import Move, Mover, displayed
from assessments.rehearsals.domain.tally import MILLION, Tally
from assessments.rehearsals.models import Decision, Rehearsal, RehearsalLine, State
from assessments.scoring import AnswerError
from outbox.services import announce
from territories.models import Territory
from territories.scope import Subtree, territory_scope

CHUNK = 200  # assessments between two marks of progress
SLICE = 20.0  # seconds that one delivery works: well under the lease of the outbox
CAUSES_KEPT = 5
DUE = "rehearsal_due"


class NotFinished(Exception):
    """A rehearsal is decided upon once it is finished."""


class AlreadyDecided(Exception):
    """A decision is recorded once; another rehearsal may lead to another one."""


@transaction.atomic
def ask(*, territory: Territory, source: FrameworkVersion, target: FrameworkVersion, user: User | None) -> Rehearsal:
    """A rehearsal over the submitted assessments of `source` in `territory` and below, sent to be worked out.

    The one under way for the same two versions is given back. Raises ValidationError (one version with itself).
    """
    if source.pk == target.pk:
        raise ValidationError(_("A rehearsal goes from one version to another."))
    known = queries.under_way(source, target).filter(territory=territory, digests=_digests(source, target)).first()
    if known is not None:
        return known
    with territory_scope(Subtree(territory)):
        total = queries.submitted(source).count()
    rehearsal = Rehearsal(
        territory=territory,
        source=source,
        target=target,
        total=total,
        links=[_plain(link) for link in links_between(source, target, territory)],
        digests=_digests(source, target),
        figures=Tally().to_dict(),
        asked_by=user,
    )
    rehearsal.full_clean(exclude=["links", "digests", "figures"])
    rehearsal.save(force_insert=True)
    _send(rehearsal)
    return rehearsal


def _digests(source: FrameworkVersion, target: FrameworkVersion) -> list[str]:
    return [source.digest, target.digest]


def _send(rehearsal: Rehearsal) -> None:
    """By the outbox: a worker that dies leaves a delivery that another one takes up."""
    announce(topic=DUE, territory=rehearsal.territory, payload={"rehearsal": str(rehearsal.pk)})


def _plain(link: Link) -> list[object]:
    return [link.old, link.new, str(link.weight), dict(link.choices)]


def links_of(rehearsal: Rehearsal) -> list[Link]:
    """The map it was asked with."""
    return [Link(old, new, Fraction(weight), choices) for old, new, weight, choices in rehearsal.links]


@dataclass(slots=True)
class Chunk:
    """What reading some sheets gave; `lines` are not saved yet."""

    tally: Tally
    lines: list[RehearsalLine] = field(default_factory=list)


def go_on(*, rehearsal_id: UUID, seconds: float = SLICE) -> Rehearsal:
    """Work for `seconds` from where it stands, then send the rest to whoever is free.

    Two workers at it do each chunk once: the second to finish one finds it written, and leaves.
    """
    rehearsal: Rehearsal = Rehearsal.objects.select_related("territory", "source", "target").get(pk=rehearsal_id)
    if rehearsal.is_over:
        return rehearsal
    with territory_scope(Subtree(rehearsal.territory)):
        if _digests(rehearsal.source, rehearsal.target) != rehearsal.digests:
            return _stop(rehearsal)
        return _work(rehearsal, monotonic() + seconds)


def _stop(rehearsal: Rehearsal) -> Rehearsal:
    rehearsal.state, rehearsal.finished_at = State.CHANGED, timezone.now()
    rehearsal.save(update_fields=["state", "finished_at", "updated_at"])
    return rehearsal


def _work(rehearsal: Rehearsal, until: float) -> Rehearsal:
    old, new = compile_version(rehearsal.source), compile_version(rehearsal.target)
    mover = Mover(old, new, links_of(rehearsal))
    keys = queries.keys_after(rehearsal.source, rehearsal.cursor)
    for start in range(0, len(keys) or 1, CHUNK):
        part = keys[start : start + CHUNK]
        chunk = read(queries.sheets(part), mover, Tally.from_dict(rehearsal.figures), rehearsal)
        is_last, is_late = start + CHUNK >= len(keys), monotonic() > until
        if not _keep(rehearsal, part, chunk, is_last=is_last, pause=is_late) or is_late:
            break
    return rehearsal


def read(sheets: Sequence[queries.Sheet], mover: Mover, tally: Tally, rehearsal: Rehearsal | None = None) -> Chunk:
    """Add `sheets` to `tally`; with a line for each level that changes, where they are `rehearsal`'s."""
    chunk = Chunk(tally)
    for sheet in sheets:
        try:
            move = mover.move(sheet.profile, sheet.answers)
        except AnswerError:
            tally.refuse()
            continue
        tally.add(move, len(sheet.answers))
        if rehearsal is not None and move.direction in ("up", "down", "gained", "lost"):
            chunk.lines.append(_line(rehearsal, sheet, move, mover))
    return chunk


def _line(rehearsal: Rehearsal, sheet: queries.Sheet, move: Move, mover: Mover) -> RehearsalLine:
    return RehearsalLine(
        rehearsal=rehearsal,
        territory_id=sheet.territory,
        assessment_id=sheet.assessment,
        move=move.direction,
        level_before=move.before.level or "",
        level_after=move.after.level or "",
        before=displayed(move.before, mover.old) or "",
        after=displayed(move.after, mover.new) or "",
        causes=[[one.question, one.kind, round(one.ratio * MILLION)] for one in move.causes[:CAUSES_KEPT]],
    )


@transaction.atomic
def _keep(rehearsal: Rehearsal, keys: Sequence[UUID], chunk: Chunk, *, is_last: bool, pause: bool) -> bool:
    """Write a chunk and its progress together; False when another worker has written it meanwhile."""
    row = Rehearsal.objects.select_for_update().get(pk=rehearsal.pk)
    if row.cursor != rehearsal.cursor or row.is_over:
        return False
    RehearsalLine.objects.bulk_create(chunk.lines)
    rehearsal.cursor = keys[-1] if keys else rehearsal.cursor
    rehearsal.done += len(keys)
    rehearsal.figures = chunk.tally.to_dict()
    rehearsal.state = State.RUNNING
    if is_last:
        rehearsal.state, rehearsal.finished_at, rehearsal.total = State.DONE, timezone.now(), rehearsal.done
    fields = ["cursor", "done", "total", "figures", "state", "finished_at", "updated_at"]
    rehearsal.save(update_fields=fields)
    if pause and not is_last:
        _send(rehearsal)
    return True


@transaction.atomic
def decide(*, rehearsal: Rehearsal, decision: Decision, reason: str, user: User) -> Rehearsal:
    """Record what was decided once it was read, why, by whom and when. Nothing is published by it.

    Raises NotFinished, AlreadyDecided, ValidationError (a reason too long).
    """
    kept: Rehearsal = Rehearsal.objects.select_for_update().get(pk=rehearsal.pk)
    if kept.state != State.DONE:
        raise NotFinished
    if kept.decision:
        raise AlreadyDecided
    kept.decision, kept.reason, kept.decided_by, kept.decided_at = decision, reason.strip(), user, timezone.now()
    kept.full_clean(exclude=["links", "digests", "figures"])
    kept.save(update_fields=["decision", "reason", "decided_by", "decided_at", "updated_at"])
    announce(
        topic="rehearsal_decided",
        territory=kept.territory,
        payload={"rehearsal": str(kept.pk), "version": kept.target_id, "decision": decision},
    )
    return kept
