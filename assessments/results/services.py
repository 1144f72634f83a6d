"""Writes: issue a result once, choose who sees it, have its report drawn."""

import secrets
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from accounts.models import User
from assessments.frameworks.domain.split import split
from assessments.frameworks.plan import Plan, compile_version
from assessments.responses.models import Answer, Assessment, Mode
from assessments.responses.queries import values
from assessments.responses.services import AlreadySubmitted, freeze
from assessments.results import pdf, queries
from assessments.results.domain import codes, findings
from assessments.results.domain.summary import level_number
from assessments.results.keeping import release
from assessments.results.models import CONSENT_VERSION, Report, Result, State, Visibility, VisibilityChoice, Written
from assessments.results.opening import open_reading
from assessments.results.rebasing import read_again
from assessments.scoring import Result as Scored
from assessments.scoring import from_dict, round_half_up, score, to_dict
from core.text import pick
from outbox.services import announce
from ui.drawing.relief import relief

LATE = timedelta(minutes=2)
"""A report still not drawn by then has lost its task: it may be asked for again."""
A_SEASON = timedelta(days=90)


@transaction.atomic
def submit(*, assessment: Assessment, moment: datetime | None = None) -> Result:
    """Freeze the answers and issue the result, once: asking again gives the same result.

    `moment`: when it was given, for answers taken over from elsewhere; now by default. Raises NothingAnswered.
    """
    moment = moment or timezone.now()
    issued = queries.issued_for(assessment)
    if issued is not None:
        return issued
    try:
        with transaction.atomic():
            freeze(assessment=assessment, moment=moment)
    except AlreadySubmitted:  # another request did it between our look and our lock
        return queries.result_of(assessment)
    result = _issue(assessment, moment)
    announce(
        topic="assessment_completed",
        territory=result.territory,
        payload={"assessment": str(assessment.pk), "result": str(result.pk)},
    )
    return result


def _issue(assessment: Assessment, moment: datetime) -> Result:
    plan = compile_version(assessment.version)
    profile = assessment.profile
    answers = values(Answer.objects.filter(assessment=assessment).order_by("question_code"))
    scored = score(plan.framework, answers, profile)
    previous = queries.former_of(assessment)
    again = read_again(previous, assessment.version, assessment.territory)
    before = again or (from_dict(previous.explanation) if previous else None)
    result = Result(
        assessment=assessment,
        territory=assessment.territory,
        version=assessment.version,
        previous=previous,
        profile={**asdict(profile), "traits": sorted(profile.traits), "name": _holder(assessment)},
        answers=answers,
        explanation=to_dict(scored),
        findings=findings.find(plan.framework, answers, profile, scored).to_dict(),
        relief=_relief(plan, scored, before),
        rebased=to_dict(again) if again else None,
        split=split(plan, answers, profile, scored).to_dict() if plan.core else {},
        score=None if scored.score is None else round_half_up(scored.score, 6),
        displayed=scored.displayed,
        level="" if assessment.mode == Mode.EXPRESS else scored.level or "",
        completeness=round_half_up(scored.completeness, 4),
        prefix=codes.prefix_of(assessment.territory.slug),
        code=codes.draw(secrets.choice),
        issued_at=moment,
    )
    result.full_clean(exclude=["relief"])
    result.save(force_insert=True)
    return result


def _holder(assessment: Assessment) -> str:
    organisation = assessment.organisation
    return organisation.name if organisation else assessment.organisation_name


def _relief(plan: Plan, scored: Scored, before: Scored | None) -> dict[str, str]:
    """The drawing of the themes that concern the profile; its words are in the framework's first language."""
    themes = [theme for theme in scored.themes if theme.status != "not_applicable"]
    former = {theme.id: level_number(plan.framework.levels, theme.level) for theme in (before.themes if before else ())}
    titles = {theme.code: theme.title for theme in plan.document.themes}
    language = plan.document.languages[0]
    drawn = relief(
        [level_number(plan.framework.levels, theme.level) for theme in themes],
        [former.get(theme.id) for theme in themes] if before else None,
        [pick(titles[theme.id], language) for theme in themes],
    )
    return {"view_box": drawn.view_box, "body": str(drawn.body)}


@transaction.atomic
def choose_visibility(*, result: Result, visibility: Visibility, user: User) -> Result:
    """Let others see more or less of a result; the choice is kept with its date and the text that was read."""
    result.visibility = visibility
    result.save(update_fields=["visibility"])
    choice = VisibilityChoice(
        result=result,
        visibility=visibility,
        text_version=CONSENT_VERSION,
        chosen_at=timezone.now(),
        chosen_by=user,
    )
    choice.full_clean()
    choice.save()
    return result


@transaction.atomic
def ask_report(*, result: Result, language: str) -> Report:
    """The report of `result`, sent to be drawn unless it is ready or on its way."""
    now = timezone.now()
    report: Report
    report, made = Report.objects.select_for_update().get_or_create(
        result=result, language=language, defaults={"asked_at": now}
    )
    if made or report.state == State.FAILED or is_late(report):
        report.state, report.asked_at = State.QUEUED, now
        report.save(update_fields=["state", "asked_at"])
        transaction.on_commit(partial(_send, report.pk), robust=True)
    return report


def _send(report_id: int) -> None:
    from assessments.results.tasks import draw_report

    draw_report.delay(report_id)


def is_late(report: Report) -> bool:
    waiting = report.state in (State.QUEUED, State.DRAWING)
    return waiting and report.asked_at < timezone.now() - LATE


def draw(*, report_id: int) -> None:
    """Draw a report. Drawn twice, it is the same file. What goes wrong is kept as its state, then raised."""
    report = queries.report(report_id)
    if report.state == State.READY:
        return
    _mark(report, State.DRAWING)
    try:
        with translation.override(report.language):
            content = pdf.render(open_reading(report.result), report.language)
        report.file.delete(save=False)
        report.file.save("report.pdf", ContentFile(content), save=False)
    except Exception:
        _mark(report, State.FAILED)
        raise
    report.state = State.READY
    report.save(update_fields=["state", "file"])


def _mark(report: Report, state: State) -> None:
    report.state = state
    report.save(update_fields=["state"])


def forget_pages(*, now: datetime) -> int:
    """Take away the pages, as they were written, that another release wrote or that are older than A_SEASON: the next
    reader has them written anew. How many."""
    old = ~Q(edition__startswith=f"{release()}:") | Q(written_at__lt=now - A_SEASON)
    count: int = Written.objects.filter(old).delete()[0]
    return count
