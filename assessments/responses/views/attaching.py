"""Saying which organisation a kept assessment is of, so that colleagues and next year find it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.people import signed_in
from assessments.responses import access, services
from assessments.responses.forms import AttachForm
from assessments.responses.models import Assessment
from organisations.forms import take_refusal
from organisations.queries import organisations_of


@never_cache
@login_required
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its author only: whoever merely holds the link does not decide whose it is."""
    assessment = access.assessment_or_404(request, pk)
    user = signed_in(request)
    if assessment.author_id != user.pk:
        raise Http404
    if assessment.organisation_id is not None:
        return _back(request, assessment)
    form = AttachForm(request.POST or None, assessment=assessment, organisations=organisations_of(user))
    if request.method == "POST" and form.is_valid():
        try:
            organisation = services.keep_for(
                assessment=assessment, user=user, organisation=form.chosen(), name=form.cleaned_data["name"]
            )
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("Kept with %(organisation)s.") % {"organisation": organisation.name})
            return _back(request, assessment)
    return render(request, "responses/attach.html", {"assessment": assessment, "form": form})


def _back(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """To where one was going (`?next=`), else to the result where there is one, else to the questions."""
    going = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(going, {request.get_host()}, require_https=request.is_secure()):
        return redirect(going)
    if assessment.is_draft:
        return redirect("responses:go_on", assessment.pk)
    return redirect("results:detail", assessment.result.pk)
