"""The voices of an assessment, how far each one is, and which one a browser or an agent is."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from assessments.frameworks.plan import compile_version
from assessments.responses.domain import journey
from assessments.responses.models import Answer, Assessment
from assessments.responses.pages import Journey
from assessments.voices.models import Voice, VoiceEvent, Way
from core.text import pick


class Line(NamedTuple):
    """A voice in the organisation's list. `done` out of `asked` questions have an answer in what was given to them;
    `own` of these are theirs."""

    voice: Voice
    themes: list[str]
    done: int
    asked: int
    own: int


def voices_of(assessment: Assessment) -> QuerySet[Voice]:
    found: QuerySet[Voice] = Voice.objects.filter(assessment=assessment)
    return found.order_by("created_at", "id")


def pending_of(assessment: Assessment) -> QuerySet[Voice]:
    """Agents who wait for the organisation's agreement."""
    return voices_of(assessment).filter(accepted_at=None, refused_at=None, withdrawn_at=None)


def progress_of(trip: Journey, voices: Sequence[Voice]) -> list[Line]:
    """`trip`: the organisation's journey, already read. One query more where somebody answers beside."""
    grids = [voice.grid_id for voice in voices if voice.grid_id]
    counts: dict[object, int] = {}
    if grids:
        rows = Answer.objects.filter(assessment__in=grids, value__isnull=False).order_by()
        counts = dict(rows.values_list("assessment").annotate(count=Count("pk")))
    return [_line(trip, voice, counts) for voice in voices]


def _line(trip: Journey, voice: Voice, counts: dict[object, int]) -> Line:
    steps = [step for step in trip.steps if not voice.themes or step.theme.code in voice.themes]
    codes = [code for step in steps for code in journey.codes_of(step)]
    titles = {theme.code: pick(theme.title) for theme in compile_version(trip.assessment.version).document.themes}
    themes = [titles.get(code, code) for code in voice.themes]
    if voice.is_beside:
        done = min(counts.get(voice.grid_id, 0), len(codes))
        return Line(voice, themes, done, len(codes), done)
    key = voice.author.key
    own = sum(trip.rows[code].author_key == key for code in codes if code in trip.answered)
    return Line(voice, themes, journey.progress(codes, trip.answered).answered, len(codes), own)


def events_of(assessment: Assessment) -> QuerySet[VoiceEvent]:
    """The log, latest first, each with its voice."""
    found: QuerySet[VoiceEvent] = VoiceEvent.objects.filter(voice__assessment=assessment)
    return found.select_related("voice").order_by("-at", "-pk")


def _with_all() -> QuerySet[Voice]:
    found: QuerySet[Voice] = Voice.objects.select_related(
        "assessment__organisation", "assessment__territory", "assessment__version", "user", "grid"
    )
    return found


def voice_of(pk: UUID) -> Voice | None:
    """With all that a page of theirs needs."""
    return _with_all().filter(pk=pk).first()


def proved(assessment: Assessment, known: Collection[str], user: User | None) -> Voice | None:
    """The voice that opens `assessment`, or the grid that it is, to the browser that showed to be one of `known`, or
    to the agent `user`; one that is open before one that is not. None where it is neither."""
    if not known and user is None:
        return None
    mine = Q(pk__in=list(known)) | (Q(user=user) if user is not None else Q(pk__in=[]))
    opened = Q(assessment=assessment, way=Way.WITH) | Q(grid=assessment)
    found = list(_with_all().filter(mine & opened).order_by("-created_at", "id"))
    return next((voice for voice in found if voice.is_open), found[0] if found else None)


def consented(assessment: Assessment, agent: object) -> Voice | None:
    """The open voice of this agent, whatever the way; None where the organisation let nobody in, or took it back."""
    if not isinstance(agent, User):
        return None
    return next((voice for voice in voices_of(assessment).filter(user=agent) if voice.is_open), None)


def may_read_gaps(user: Any, assessment: Assessment) -> bool:
    """Those who answer for the organisation; an agent whom it let in, who answers with it or has said all of theirs:
    who knows the other answers first gives no voice of their own."""
    if user.has_perm("voices.take_part", assessment):
        return True
    voice = consented(assessment, user) if user.has_perm("voices.note", assessment) else None
    return voice is not None and (not voice.is_beside or voice.finished_at is not None)
