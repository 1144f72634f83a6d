"""The list of gaps, the page of one question: what each voice says, the comments, the agreement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.people import signed_in
from assessments.frameworks.plan import compile_version
from assessments.responses import pages, wording
from assessments.responses.asking import asked
from assessments.responses.models import Assessment
from assessments.responses.services import AlreadySubmitted, Conflict
from assessments.scoring import NA, UNKNOWN, Answer, AnswerError
from assessments.voices import forms, queries, services
from assessments.voices.domain.heard import Gap
from assessments.voices.models import Note
from assessments.voices.views.loading import assessment_for, check_question
from core.text import pick
from organisations.forms import take_refusal


@never_cache
@login_required
@require_GET
def gaps(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.take_part")
    found = queries.gaps_of(assessment)
    context = {
        "assessment": assessment,
        "to_discuss": [gap for gap in found if not gap.settled],
        "settled": [gap for gap in found if gap.settled],
        "questions": [(one.code, pick(one.title)) for one in questions_of(assessment)],
    }
    return render(request, "voices/gaps.html", context)


def questions_of(assessment: Assessment) -> list[Any]:
    """What is asked of this profile, computed figures left out."""
    plan = compile_version(assessment.version)
    return [one for one in plan.questions_for(assessment.profile) if one.kind != "computed"]


@never_cache
@login_required
def question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """What voices say of one question; a member writes down what was agreed."""
    assessment = assessment_for(request, pk, "voices.take_part")
    check_question(assessment, code)
    gap = queries.gap_of(assessment, code)
    trip = pages.read_journey(assessment)
    form = _agree_form(request, trip, gap) if gap else None
    if form is not None and request.method == "POST" and form.is_valid() and _agree(request, assessment, gap, form):
        return redirect("voices:gaps", pk)
    context = {
        "assessment": assessment,
        "gap": gap,
        "form": form,
        "question": asked(trip, trip.plan.question(code).worded_for(assessment.profile)),
        "agreements": [
            (one, wording.in_words(trip.plan.question(code), one.value))
            for one in queries.agreements_of(assessment, code)
        ],
        "comments": queries.notes_on(assessment, code, is_private=False),
        "comment_form": forms.CommentForm(),
    }
    return render(request, "voices/question.html", context)


def _options(trip: pages.Journey, gap: Gap) -> dict[str, Answer]:
    """What can be agreed on: every choice of a question with choices, else what was said, by key."""
    question = trip.plan.question(gap.code)
    if question.kind in ("single", "yes_no"):
        asides = ((UNKNOWN, question.unknown), (NA, question.not_concerned))
        codes = [*wording.choice_labels(question), *(code for code, offered in asides if offered)]
        return {code: code for code in codes}
    said: list[Answer] = []
    for one in gap.heard:
        if one.value not in said:
            said.append(one.value)
    return {str(place): value for place, value in enumerate(said)}


def _agree_form(request: HttpRequest, trip: pages.Journey, gap: Gap) -> forms.AgreeForm:
    question = trip.plan.question(gap.code).worded_for(trip.assessment.profile)
    options = [(key, wording.in_words(question, value)) for key, value in _options(trip, gap).items()]
    row = trip.rows.get(gap.code)
    posted = request.POST if request.method == "POST" else None
    return forms.AgreeForm(posted, options=options, initial={"revision": row.revision if row else 0})


def _agree(request: HttpRequest, assessment: Assessment, gap: Gap | None, form: forms.AgreeForm) -> bool:
    """Whether it was written down; else the form says why."""
    if gap is None:
        return False
    given = form.cleaned_data
    try:
        services.agree(
            assessment=assessment,
            gap=gap,
            value=_options(pages.read_journey(assessment), gap)[given["answer"]],
            why=given["why"],
            agreed_with=given["agreed_with"],
            by=signed_in(request),
            seen=given["revision"],
        )
    except (Conflict, AlreadySubmitted):
        form.add_error(None, _("Somebody answered meanwhile. Reload the page: what differs may have changed."))
    except (ValidationError, AnswerError) as refusal:
        take_refusal(form, refusal if isinstance(refusal, ValidationError) else ValidationError(_("Choose an answer.")))
    else:
        messages.success(request, _("Agreed. The answer, the date and the reason are kept."))
        return True
    return False


@require_POST
@login_required
def comment(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.take_part")
    check_question(assessment, code)
    form = forms.CommentForm(request.POST)
    if form.is_valid():
        services.write_note(assessment=assessment, code=code, author=signed_in(request), text=form.cleaned_data["text"])
    else:
        messages.error(request, _("Write your comment first."))
    return redirect("voices:question", pk, code)


@never_cache
@login_required
def note(request: HttpRequest, note: UUID) -> HttpResponse:
    """Change or delete one's own word."""
    found = _own_note(request, note)
    form = forms.NoteForm(request.POST or None, instance=found)
    back = _back(request, found)
    if request.method == "POST" and "delete" in request.POST:
        services.delete_note(note=found, by=signed_in(request))
        return redirect(*back)
    if request.method == "POST" and form.is_valid():
        services.change_note(note=found, by=signed_in(request), text=form.cleaned_data["text"])
        return redirect(*back)
    return render(request, "voices/note.html", {"note": found, "form": form})


def _own_note(request: HttpRequest, pk: UUID) -> Note:
    """Its author's, as long as they may still read there."""
    related = Note.objects.select_related("assessment__version", "assessment__organisation", "assessment__territory")
    found: Note = get_object_or_404(related, pk=pk, author_id=request.user.pk)
    may = request.user.has_perm("voices.note", found.assessment)
    if not found.is_private:
        may = queries.may_read_gaps(request.user, found.assessment)
    if not may:
        raise Http404
    return found


def _back(request: HttpRequest, note: Note) -> tuple[Any, ...]:
    is_member = request.user.has_perm("voices.take_part", note.assessment) and not note.is_private
    return ("voices:question" if is_member else "voices_desk:question", note.assessment_id, note.question_code)
