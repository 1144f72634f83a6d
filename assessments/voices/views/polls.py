"""For the owners: open a poll of the employees, share its link, close it, read it once it may be read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.people import signed_in
from assessments.codesign.qr import qr_svg
from assessments.frameworks.plan import compile_version
from assessments.voices import forms, queries, services, tokens
from assessments.voices.domain.gaps import POLLED, answered
from assessments.voices.models import Poll
from assessments.voices.models.polls import LEAST_BALLOTS
from assessments.voices.queries.gaps import shares_of
from assessments.voices.views.gaps import questions_of
from assessments.voices.views.loading import assessment_for, poll_for
from core.text import pick
from organisations.forms import take_refusal


@never_cache
@login_required
def open_poll(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_for(request, pk, "voices.open_outside")
    choices = [(one.code, pick(one.title)) for one in questions_of(assessment) if one.kind in POLLED]
    form = forms.PollForm(request.POST or None, questions=choices)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_poll(assessment=assessment, by=signed_in(request), **form.cleaned_data)
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            return redirect("voices:poll", made.pk)
    context = {"assessment": assessment, "form": form, "least": LEAST_BALLOTS}
    return render(request, "voices/open_poll.html", context)


@never_cache
@login_required
@require_GET
def poll(request: HttpRequest, poll: UUID) -> HttpResponse:
    found = poll_for(request, poll)
    link = found.assessment.territory.root_url + reverse("voices:ballot", args=[tokens.make(found.pk, tokens.POLL)])
    context = {
        "poll": found,
        "assessment": found.assessment,
        "link": link,
        "qr": qr_svg(link, _("The link of the poll, as a code to scan")) if found.is_open else "",
        "results": _results(found) if found.is_shown else [],
        "least": LEAST_BALLOTS,
    }
    return render(request, "voices/poll.html", context)


def _results(poll: Poll) -> list[dict[str, Any]]:
    """By question: its title, how many answered, and the shares; none under LEAST_BALLOTS answers."""
    plan = compile_version(poll.assessment.version)
    counts = queries.counts_of([poll])[poll]
    lines = []
    for code in poll.questions:
        question, by_item = plan.question(code).worded_for(poll.assessment.profile), counts.get(code, {})
        enough = answered(by_item) >= LEAST_BALLOTS
        rows = [(one.label, one.people, one.percent) for one in shares_of(question, by_item)] if enough else []
        lines.append({"code": code, "title": pick(question.title), "rows": rows})
    return lines


@require_POST
@login_required
def close_poll(request: HttpRequest, poll: UUID) -> HttpResponse:
    found = services.close_poll(poll=poll_for(request, poll))
    messages.success(request, _("The poll is closed."))
    return redirect("voices:poll", found.pk)
