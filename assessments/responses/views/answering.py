"""The pages of questions, the saving of each answer, the check before submitting."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.frameworks.plan import Section, compile_version
from assessments.responses import access, changes, pages, posting, services, wording
from assessments.responses.access import Opening
from assessments.responses.asking import Mark, asked
from assessments.responses.domain.cells import CellErrors
from assessments.responses.domain.reading import find
from assessments.responses.files import LARGEST_FILE
from assessments.responses.models import Answer, Assessment
from assessments.responses.pages import Journey
from assessments.responses.services import Given
from assessments.responses.uploads import drops_large_files
from assessments.scoring import NA, UNKNOWN, AnswerError
from core.text import pick

NO_PROOF = UUID(int=0)
"""Stands in the address that the script fills in with a proof's key."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@drops_large_files
def theme(request: HttpRequest, pk: UUID, theme: str) -> HttpResponse:
    try:
        opening = access.opening_or_404(request, pk)
    except access.Closed as closed:
        return _shown_out(request, pk, closed)
    opening.check_theme(theme)
    trip = pages.open_journey(opening)
    if not opening.assessment.is_draft:
        return redirect(trip.end_url)
    step = trip.step(theme)
    if step is None:
        if theme not in {one.code for one in trip.plan.document.themes}:
            raise Http404
        return redirect(trip.resume_url())  # the profile or an answer changed: this theme is no longer asked
    if request.method == "POST":
        return _post_theme(request, opening, trip, step)
    return _theme_page(request, opening, trip, step, {})


def _post_theme(request: HttpRequest, opening: Opening, trip: Journey, step: Section) -> HttpResponse:
    """Keep what is right; say the rest, once. Without a script, this is how a page is saved."""
    before, code = trip, step.theme.code
    sent = posting.read(request, trip, step)
    try:
        saved = services.save_answers(assessment=trip.assessment, given=sent.given, author=opening.author)
    except services.AlreadySubmitted:
        return redirect(trip.end_url)
    trip = pages.open_journey(opening)
    shown = trip.step(code)  # None: an answer of this very page leaves the whole of it out
    marks = posting.marks(before, trip, shown, sent, saved) if shown else {}
    if shown and (marks or sent.stays):
        return _theme_page(request, opening, trip, shown, marks)
    return redirect(trip.after(code))


def _shown_out(request: HttpRequest, pk: UUID, closed: access.Closed) -> HttpResponse:
    """A guest who cannot answer any more reads why, and finds what they had just typed: it is not kept here."""
    context = {"message": closed.message, "typed": posting.typed(request, pk) if request.method == "POST" else []}
    return render(request, "responses/shown_out.html", context, status=403)


def _theme_page(
    request: HttpRequest, opening: Opening, trip: Journey, step: Section, marks: Mapping[str, Mark]
) -> HttpResponse:
    before, after = trip.beside(step, -1), trip.beside(step, 1)
    shown = pages.blocks(trip, trip.page(step.theme.code) or step, marks)
    lines = pages.all_theme_lines(trip, step)
    questions = [question for block in shown for question in block.questions]
    here = next(line.progress for line in lines if line.current)
    context = {
        "assessment": trip.assessment,
        "trip": trip,
        "title": pick(step.theme.title),
        "description": pick(step.theme.description),
        "place": trip.place(step) + 1,
        "blocks": shown,
        "wrong": [question for question in questions if question.wrong],
        "appeared": [question for question in questions if question.is_new],
        "guest": opening.guest,
        "no_proof": NO_PROOF,
        "largest_file": LARGEST_FILE,
        "lines": lines,
        "line_count": len(trip.steps),
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
    """Save one answer: `{"texts": [...], "revision": n}` → `{"revision", "message"}`, and `page` (pages.state) where
    answers decide what is asked.

    409 with the newer answer (`texts`, `words`) when another was saved meanwhile, 400 with what to correct (in a
    table, `cells` by place), 403 once the assessment is submitted, or to a guest who was shown out.
    """
    try:
        opening = access.opening_or_404(request, pk)
    except access.Closed as closed:
        return _refusal("withdrawn", closed.message, 403)
    if opening.guest:
        opening.check_theme(_theme_of(opening.assessment, code))
    return _save(request, opening, code)


def _theme_of(assessment: Assessment, code: str) -> str:
    """The top theme of question `code`; "" for no question of this version."""
    plan = compile_version(assessment.version)
    return plan.top_theme_of(code).code if find(plan.framework, code) else ""


def _save(request: HttpRequest, opening: Opening, code: str) -> JsonResponse:
    assessment = opening.assessment
    given = _read_body(request.body)
    if given is None:
        return _refusal("unreadable", _("This answer was not understood. Reload the page and give it again."), 400)
    try:
        row = services.save_answer(assessment=assessment, code=code, given=given, author=opening.author)
    except AnswerError as error:
        return _refusal(error.code, *_sentence(assessment, error))
    except services.Conflict as conflict:
        return _conflict(opening, conflict.answer)
    except services.AlreadySubmitted:
        message = _("This assessment is already submitted: the answer was not saved.")
        return _refusal("submitted", message, 403, {"url": pages.open_journey(opening).end_url})
    told = {"revision": row.revision, "message": wording.saved_at(row.saved_at)}
    return JsonResponse(told | _page_state(opening, code))


def _page_state(opening: Opening, code: str) -> dict[str, Any]:
    plan = compile_version(opening.assessment.version)
    if plan.framework.logic is None:
        return {}
    return {"page": pages.state(pages.open_journey(opening), plan.top_theme_of(code).code)}


def _read_body(body: bytes) -> Given | None:
    try:
        sent = json.loads(body)
        texts, seen = sent["texts"], sent["revision"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts) or type(seen) is not int:
        return None
    return Given(texts, seen)


def _sentence(assessment: Assessment, error: AnswerError) -> tuple[str, int, dict[str, Any]]:
    """What `_refusal` takes after the code."""
    plan = compile_version(assessment.version)
    scored = find(plan.framework, error.question_id)
    question = plan.question(error.question_id) if scored else None
    cells = wording.cell_faults(error, question) if question and isinstance(error, CellErrors) else {}
    return wording.refusal(error, question, scored), 400, {"cells": cells} if cells else {}


def _conflict(opening: Opening, row: Answer) -> JsonResponse:
    trip = pages.open_journey(opening)
    question = trip.plan.question(row.question_code).worded_for(opening.assessment.profile)
    return _refusal(
        "conflict",
        wording.changed_elsewhere(row.saved_at),
        409,
        {
            "revision": row.revision,
            "texts": wording.as_texts(row.value),
            "words": wording.in_words(question, row.value) or _("no answer"),
            "url": trip.url_of(row.question_code),
        },
    )


def _refusal(code: str, message: str, status: int, more: Mapping[str, Any] | None = None) -> JsonResponse:
    return JsonResponse({"code": code, "message": message, **(more or {})}, status=status)


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
        "changes": changes.since_last_time(trip),
        "kept_aside": [asked(trip, question) for question in trip.kept_aside],
        "unknown": given.count(UNKNOWN),
        "not_concerned": given.count(NA),
        "unknown_is_zero": trip.plan.framework.unknown_is_zero,
    }
    return render(request, "responses/check.html", context)
