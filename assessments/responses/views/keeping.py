"""Stopping and coming back: the link, the e-mail that carries it, the list of one's own assessments."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from assessments.responses import access, links, pages, queries, services
from assessments.responses.forms import LinkForm
from assessments.responses.models import Assessment


@never_cache
@require_GET
def go_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Wherever one was."""
    assessment = access.assessment_or_404(request, pk)
    if not assessment.is_draft:
        return redirect("responses:check", pk)
    return redirect(pages.read_journey(assessment).resume_url())


@never_cache
@require_GET
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = access.assessment_or_404(request, pk)
    if not assessment.is_draft:
        return redirect("responses:check", pk)
    return _leave_page(request, assessment, LinkForm())


def _leave_page(request: HttpRequest, assessment: Assessment, form: LinkForm) -> HttpResponse:
    trip = pages.read_journey(assessment)
    context = {
        "assessment": assessment,
        "trip": trip,
        "form": form,
        "link": _link(request, assessment),
        "days": links.LIFE.days,
        "last_saved": trip.last_saved,
    }
    return render(request, "responses/leave.html", context)


def _link(request: HttpRequest, assessment: Assessment) -> str:
    return request.build_absolute_uri(_path(assessment))


def _path(assessment: Assessment) -> str:
    return reverse("responses:resume", args=[services.issue_link(assessment=assessment)])


@never_cache
@require_POST
def send_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = access.assessment_or_404(request, pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _leave_page(request, assessment, form)
    try:
        services.mail_link(
            assessment=assessment,
            to=form.cleaned_data["email"],
            url=f"{assessment.territory.root_url}{_path(assessment)}",
            language=get_language() or "fr",
            address=get_adapter().get_client_ip(request),
        )
    except services.TooMany:
        form.add_error(
            "email", _("Several e-mails have already left for this assessment. Copy the link, or try again in an hour.")
        )
        return _leave_page(request, assessment, form)
    messages.success(request, _("The link is on its way to %(address)s.") % {"address": form.cleaned_data["email"]})
    return redirect("responses:leave", pk)


@never_cache
@require_POST
def revoke_links(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = access.assessment_or_404(request, pk)
    services.revoke_links(assessment=assessment)
    access.hold(request, assessment)
    messages.success(request, _("The former links open nothing any more. Here is the new one."))
    return redirect("responses:leave", pk)


@never_cache
@require_GET
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Open the assessment of a link in this browser, at the exact question."""
    try:
        assessment = links.assessment_for(token)
    except links.LinkExpired:
        return render(request, "responses/link_problem.html", {"expired": True, "days": links.LIFE.days}, status=410)
    except links.LinkWrong:
        return render(request, "responses/link_problem.html", {"expired": False, "days": links.LIFE.days}, status=404)
    access.hold(request, assessment)
    return redirect("responses:go_on", assessment.pk)


@never_cache
@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The assessments of the person signed in, in this territory."""
    found = queries.own(request.user).select_related("commune", "version__framework", "result")
    context = {
        "drafts": [one for one in found if one.is_draft],
        "submitted": [one for one in found if not one.is_draft],
    }
    return render(request, "responses/mine.html", context)
