"""Reads. Every one of them stays in the active scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import QuerySet

from assessments.frameworks.models import FrameworkVersion
from assessments.rehearsals.models import Rehearsal, RehearsalLine, State
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Answer, Assessment, Mode, Status
from assessments.scoring import Answer as Value
from assessments.scoring import Profile

AT_ONCE = 4000
"""Answers fetched at a time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A submitted assessment, as far as a ruler is concerned."""

    assessment: UUID
    territory: int
    profile: Profile
    answers: dict[str, Value]


def submitted(version: FrameworkVersion) -> QuerySet[Assessment]:
    """The whole assessments of `version`; the short ones name no level, and are compared with nothing."""
    rows: QuerySet[Assessment] = Assessment.objects.filter(version=version, status=Status.SUBMITTED, mode=Mode.FULL)
    return rows.order_by("pk")


def keys_after(version: FrameworkVersion, cursor: UUID | None) -> list[UUID]:
    """The keys of those still to read, in order: asked once for many chunks, since each asking looks at them all."""
    rows = submitted(version) if cursor is None else submitted(version).filter(pk__gt=cursor)
    return list(rows.values_list("pk", flat=True))


def sheets(keys: Sequence[UUID]) -> list[Sheet]:
    """What `keys` name, in their order: two queries, no object by answer. Open a scope with what is below it."""
    rows = Assessment.objects.filter(pk__in=keys).order_by("pk")
    answers = dict(_answers(keys))
    return [
        Sheet(pk, territory, Profile(kind, size, section, frozenset(traits)), answers.get(pk, {}))
        for pk, territory, kind, size, section, traits in rows.values_list(
            "pk", "territory_id", "kind", "size", "section", "traits"
        )
    ]


def _answers(assessments: Sequence[UUID]) -> Iterator[tuple[UUID, dict[str, Value]]]:
    rows = Answer.objects.filter(assessment_id__in=assessments).order_by("assessment_id")
    flat = rows.values_list("assessment_id", "question_code", "value").iterator(chunk_size=AT_ONCE)
    for assessment, given in groupby(flat, itemgetter(0)):
        yield assessment, {code: value for _, code, value in given if is_answer(value)}


def under_way(source: FrameworkVersion, target: FrameworkVersion) -> QuerySet[Rehearsal]:
    found: QuerySet[Rehearsal] = Rehearsal.objects.filter(
        source=source, target=target, state__in=(State.QUEUED, State.RUNNING)
    )
    return found.order_by("-created_at", "id")


def of_target(target: FrameworkVersion) -> QuerySet[Rehearsal]:
    """The rehearsals before publishing `target`, the last asked first."""
    found: QuerySet[Rehearsal] = Rehearsal.objects.filter(target=target)
    return found.select_related("source__framework", "target__framework", "decided_by", "asked_by").order_by(
        "-created_at", "id"
    )


def lines_of(rehearsal: Rehearsal) -> QuerySet[RehearsalLine]:
    """Whose level would change, with the organisation; one query."""
    found: QuerySet[RehearsalLine] = RehearsalLine.objects.filter(rehearsal=rehearsal)
    return found.select_related("assessment__organisation").order_by("move", "pk")
