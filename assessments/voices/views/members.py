"""For those who answer for the organisation: who was asked, how far they are, asking and withdrawing."""

from collections.abc import Callable
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
from assessments.responses.models import Assessment
from assessments.responses.pages import read_journey
from assessments.voices import forms, queries, services
from assessments.voices.models import Voice
from assessments.voices.views.loading import assessment_for, voice_for
from core.text import pick
from organisations.forms import take_refusal
from organisations.models import Organisation

RECENT = 12
"""Lines of the log on the page."""


@never_cache
@login_required
@require_GET
def organisation(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The assessments of an organisation, with how many voices each one has."""
    found = get_object_or_404(Organisation, pk=organisation)
    if not request.user.has_perm("organisations.answer", found):
        raise Http404
    assessments = list(queries.assessments_of(found))
    counts = queries.voice_counts(assessments)
    lines = [(one, counts.get(one.pk, 0)) for one in assessments]
    return render(request, "voices/organisation.html", {"organisation": found, "lines": lines})


@never_cache
@login_required
@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.take_part")
    lines = queries.progress_of(read_journey(assessment), list(queries.voices_of(assessment)))
    gaps = queries.gaps_of(assessment)
    context = {
        "assessment": assessment,
        "waiting": [line for line in lines if line.voice.state == "waiting"],
        "lines": [line for line in lines if line.voice.state in ("open", "over")],
        "closed": [line for line in lines if line.voice.state in ("withdrawn", "refused")],
        "polls": list(queries.polls_of(assessment)),
        "to_discuss": sum(not gap.settled for gap in gaps),
        "settled": sum(gap.settled for gap in gaps),
        "events": queries.events_of(assessment)[:RECENT],
        "owns": request.user.has_perm("voices.open_outside", assessment),
    }
    return render(request, "voices/detail.html", context)


@never_cache
@login_required
def ask_colleague(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.take_part")
    themes = [(step.theme.code, pick(step.theme.title)) for step in read_journey(assessment).steps]
    form = forms.ColleagueForm(request.POST or None, themes=themes)
    return _ask(request, assessment, form, services.ask_colleague, "voices/ask_colleague.html")


@never_cache
@login_required
def ask_relay(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.open_outside")
    return _ask(request, assessment, forms.RelayForm(request.POST or None), services.ask_relay, "voices/ask_relay.html")


def _ask(
    request: HttpRequest, assessment: Assessment, form: Any, verb: Callable[..., Voice], template: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            voice = verb(assessment=assessment, by=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("The link is on its way to %(address)s.") % {"address": voice.email})
            return redirect("voices:detail", assessment.pk)
    return render(request, template, {"assessment": assessment, "form": form})


@require_POST
@login_required
def withdraw(request: HttpRequest, voice: UUID) -> HttpResponse:
    """A delegate by any member, the others by an owner."""
    found = voice_for(request, voice, "voices.take_part")
    if not found.is_delegate and not request.user.has_perm("voices.open_outside", found.assessment):
        raise Http404
    services.withdraw(voice=found, by=signed_in(request))
    messages.success(request, _("%(who)s can no longer answer. What they answered is kept.") % {"who": found.label})
    return redirect("voices:detail", found.assessment_id)


@require_POST
@login_required
def accept(request: HttpRequest, voice: UUID) -> HttpResponse:
    said = _("%(who)s may now take part. You can withdraw this at any time.")
    return _answer(request, voice, services.accept, said)


@require_POST
@login_required
def refuse(request: HttpRequest, voice: UUID) -> HttpResponse:
    return _answer(request, voice, services.refuse, _("The request of %(who)s is refused."))


def _answer(request: HttpRequest, voice: UUID, verb: Callable[..., Voice], said: str) -> HttpResponse:
    found = voice_for(request, voice, "voices.open_outside")
    try:
        verb(voice=found, by=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, said % {"who": found.label})
    return redirect("voices:detail", found.assessment_id)


@require_POST
@login_required
def remind(request: HttpRequest, voice: UUID) -> HttpResponse:
    found = voice_for(request, voice, "voices.take_part")
    try:
        services.remind(voice=found, by=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("The link is on its way to %(address)s.") % {"address": found.email})
    return redirect("voices:detail", found.assessment_id)
