"""Writing to an organisation that did it and offers to tell how."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.people import signed_in
from assessments.frameworks.plan import compile_version
from assessments.plans import queries, services
from assessments.plans.forms import AskForm
from assessments.plans.models import PeerOffer
from assessments.plans.services.peers import TooMany
from assessments.plans.views.access import organisation_for
from assessments.results import wording


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: UUID, offer: int) -> HttpResponse:
    organisation = organisation_for(request, pk, "plans.act")
    found = _offer_or_404(organisation.pk, offer)
    practice = _practice(found)
    form = AskForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_peer(
                offer=found,
                organisation=organisation,
                author=signed_in(request),
                message=form.cleaned_data["message"],
                practice=practice,
            )
        except TooMany:
            form.add_error(None, _("Several messages left today already: your words stay here, send them tomorrow."))
        else:
            messages.success(request, _("Your message is on its way to %(name)s.") % {"name": found.organisation.name})
            return redirect("plans:plan", pk)
    context = {"organisation": organisation, "peer": found.organisation, "practice": practice, "form": form}
    return render(request, "plans/ask.html", context)


def _offer_or_404(own: object, pk: int) -> PeerOffer:
    """Somebody else's, whose answer still is the best one."""
    rows = PeerOffer.objects.select_related("organisation__territory")
    found: PeerOffer = get_object_or_404(rows.exclude(organisation_id=own), pk=pk)
    current = queries.current_results([found.organisation_id]).get(found.organisation_id)
    if current is None or found.question_code not in queries.mastered(current):
        raise Http404
    return found


def _practice(offer: PeerOffer) -> str:
    """In the words of the questionnaire that it answered."""
    result = queries.current_results([offer.organisation_id])[offer.organisation_id]
    return wording.name(compile_version(result.version).question(offer.question_code))
