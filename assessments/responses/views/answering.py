"""The pages of questions, the saving of each answer, the check before submitting."""

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.frameworks.plan import Section, compile_version
from assessments.responses import access, pages, services, wording
from assessments.responses.domain.reading import find, is_answer
from assessments.responses.models import Answer, Assessment
from assessments.responses.pages import Journey
from assessments.responses.services import Given
from assessments.scoring import NA, UNKNOWN, AnswerError
from core.text import pick

LONGEST_REVISION = 10  # digits; Python refuses to read thousands of them


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, pk: UUID, theme: str) -> HttpResponse:
    assessment = access.assessment_or_404(request, pk)
    if not assessment.is_draft:
        return redirect("responses:check", pk)
    trip = pages.read_journey(assessment)
    step = trip.step(theme)
    if step is None:
        if theme not in {one.code for one in trip.plan.document.themes}:
            raise Http404
        return redirect(trip.resume_url())  # the profile changed: this theme is no longer asked
    if request.method == "POST":
        return _post_theme(request, trip, step)
    return _theme_page(request, trip, step, {})


def _post_theme(request: HttpRequest, trip: Journey, step: Section) -> HttpResponse:
    """Keep what is right; say the rest, once. Without a script, this is how a page is saved."""
    codes = [question.code for question in step.questions if f"r-{question.code}" in request.POST]
    given = {code: _given(request, code) for code in codes}
    try:
        saved = services.save_answers(assessment=trip.assessment, given=given)
    except services.AlreadySubmitted:
        return redirect("responses:check", trip.assessment.pk)
    trip = pages.read_journey(trip.assessment)
    marks = _marks(trip, step, given, saved)
    if marks:
        return _theme_page(request, trip, step, marks)
    following = trip.beside(step, 1)
    return redirect(trip.url(following) if following else reverse("responses:check", args=[trip.assessment.pk]))


def _given(request: HttpRequest, code: str) -> Given:
    seen = request.POST.get(f"r-{code}", "")
    return Given(
        request.POST.getlist(f"q-{code}"), int(seen) if seen.isdecimal() and len(seen) < LONGEST_REVISION else 0
    )


def _marks(trip: Journey, step: Section, given: dict[str, Given], saved: services.Saved) -> dict[str, dict[str, Any]]:
    """What to show beside the questions that need something, by question code."""
    marks: dict[str, dict[str, Any]] = {}
    for question in step.questions:
        code = question.code
        if code in saved.refused:
            sentence = wording.refusal(saved.refused[code], question, find(trip.plan.framework, code))
            marks[code] = {"error": sentence, "texts": list(given[code].texts)}
        elif code in saved.newer:
            row = saved.newer[code]
            marks[code] = {
                "texts": list(given[code].texts),
                "newer": wording.in_words(question, row.value) or _("no answer"),
                "newer_at": wording.changed_elsewhere(row.saved_at),
            }
        elif not is_answer(trip.value(code)) and trip.plan.framework.scales[code].scored:
            marks[code] = {"error": wording.missing(question)}
    return marks


def _theme_page(request: HttpRequest, trip: Journey, step: Section, marks: dict[str, dict[str, Any]]) -> HttpResponse:
    before, after = trip.beside(step, -1), trip.beside(step, 1)
    shown = pages.blocks(trip, step, marks)
    lines = pages.theme_lines(trip, step)
    here = next(line.progress for line in lines if line.current)
    context = {
        "assessment": trip.assessment,
        "trip": trip,
        "title": pick(step.theme.title),
        "description": pick(step.theme.description),
        "place": trip.place(step) + 1,
        "blocks": shown,
        "wrong": [question for block in shown for question in block.questions if question.wrong],
        "lines": lines,
        "here": here,
        "elsewhere": trip.progress.answered - here.answered,
        "before": {"title": pick(before.theme.title), "url": trip.url(before)} if before else None,
        "after": {"title": pick(after.theme.title), "url": trip.url(after)} if after else None,
        "unknown_is_zero": trip.plan.framework.unknown_is_zero,
        "seconds": trip.plan.document.seconds_per_question,
        "last_saved": trip.last_saved,
    }
    return render(request, "responses/theme.html", context)


@never_cache
@require_POST
def save_answer(request: HttpRequest, pk: UUID, code: str) -> JsonResponse:
    """Save one answer: `{"texts": [...], "revision": n}` → `{"revision", "message"}`.

    409 with the newer answer (`texts`, `words`) when another was saved meanwhile, 400 with what to correct,
    403 once the assessment is submitted.
    """
    assessment = access.assessment_or_404(request, pk)
    given = _read_body(request.body)
    if given is None:
        return _refusal("unreadable", _("This answer was not understood. Reload the page and give it again."), 400)
    try:
        row = services.save_answer(assessment=assessment, code=code, given=given)
    except AnswerError as error:
        return _refusal(error.code, _sentence(assessment, error), 400)
    except services.Conflict as conflict:
        return _conflict(assessment, conflict.answer)
    except services.AlreadySubmitted:
        message = _("This assessment is already submitted: the answer was not saved.")
        return _refusal("submitted", message, 403, url=reverse("responses:check", args=[pk]))
    return JsonResponse({"revision": row.revision, "message": wording.saved_at(row.saved_at)})


def _read_body(body: bytes) -> Given | None:
    try:
        sent = json.loads(body)
        texts, seen = sent["texts"], sent["revision"]
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts) or type(seen) is not int:
        return None
    return Given(texts, seen)


def _sentence(assessment: Assessment, error: AnswerError) -> str:
    plan = compile_version(assessment.version)
    scored = find(plan.framework, error.question_id)
    question = plan.question(error.question_id) if scored else None
    return wording.refusal(error, question, scored)


def _conflict(assessment: Assessment, row: Answer) -> JsonResponse:
    trip = pages.read_journey(assessment)
    question = trip.plan.question(row.question_code).worded_for(assessment.profile)
    return _refusal(
        "conflict",
        wording.changed_elsewhere(row.saved_at),
        409,
        revision=row.revision,
        texts=wording.as_texts(row.value),
        words=wording.in_words(question, row.value) or _("no answer"),
        url=trip.url_of(row.question_code),
    )


def _refusal(code: str, message: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, **more}, status=status)


@never_cache
@require_GET
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every question with its answer in words; once submitted, the same page is the record."""
    trip = pages.read_journey(access.assessment_or_404(request, pk))
    given = [trip.value(code) for code in trip.order]
    context = {
        "assessment": trip.assessment,
        "trip": trip,
        "chapters": [
            (line, pages.blocks(trip, step)) for line, step in zip(pages.theme_lines(trip), trip.steps, strict=True)
        ],
        "unknown": given.count(UNKNOWN),
        "not_concerned": given.count(NA),
        "unknown_is_zero": trip.plan.framework.unknown_is_zero,
    }
    return render(request, "responses/check.html", context)
