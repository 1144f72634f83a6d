"""For the team: the assessments where I am a voice, proposing myself, comments and private notes on a question."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.people import signed_in
from assessments.responses.models import Assessment
from assessments.voices import forms, queries, services
from assessments.voices.views.gaps import questions_of
from assessments.voices.views.loading import assessment_for, check_question
from core.text import pick
from organisations.forms import take_refusal
from territories.desk import for_role
from territories.models import RoleName


@for_role(RoleName.ANIMATOR)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "voices/desk/mine.html", {"voices": queries.mine(signed_in(request))})


@for_role(RoleName.ANIMATOR)
def assessment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One assessment of an organisation, as the team sees it; an agent asks here to take part."""
    found = _assessment(request, pk)
    voice = queries.consented(found, request.user)
    asked = queries.pending_of(found).filter(user=signed_in(request)).first()
    form = forms.ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(assessment=found, agent=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("The organisation is told. You come in once it accepts."))
            return redirect("voices_desk:assessment", pk)
    may_read = queries.may_read_gaps(request.user, found)
    context = {
        "assessment": found,
        "voice": voice,
        "asked": asked,
        "form": None if voice or asked else form,
        "may_read": may_read,
        "gaps": queries.gaps_of(found) if may_read else [],
        "questions": [(one.code, pick(one.title)) for one in questions_of(found)],
        "notes": queries.notes_on(found, is_private=True),
    }
    return render(request, "voices/desk/assessment.html", context)


@for_role(RoleName.ANIMATOR)
def question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Private notes of the team; comments shared with the organisation, and what voices say, where it let one in."""
    found = _assessment(request, pk)
    check_question(found, code)
    may_read = queries.may_read_gaps(request.user, found)
    private = forms.PrivateNoteForm(request.POST if "private" in request.POST else None)
    shared = forms.CommentForm(request.POST if "shared" in request.POST and may_read else None)
    for form, is_private in ((private, True), (shared, False)):
        if form.is_bound and form.is_valid():
            facts: dict[str, Any] = {"text": form.cleaned_data["text"], "is_private": is_private}
            services.write_note(assessment=found, code=code, author=signed_in(request), **facts)
            return redirect("voices_desk:question", pk, code)
    titles = {one.code: pick(one.title) for one in questions_of(found)}
    context = {
        "assessment": found,
        "title": titles.get(code, code),
        "code": code,
        "may_read": may_read,
        "gap": queries.gap_of(found, code) if may_read else None,
        "comments": queries.notes_on(found, code, is_private=False) if may_read else [],
        "notes": queries.notes_on(found, code, is_private=True),
        "private_form": private,
        "comment_form": shared,
    }
    return render(request, "voices/desk/question.html", context)


def _assessment(request: HttpRequest, pk: UUID) -> Assessment:
    """An organisation's: what a browser holds without a name is nobody's affair."""
    found = assessment_for(request, pk, "voices.note")
    if found.organisation_id is None:
        raise Http404
    return found
