"""The plan of an organisation: board or list, what it would change, an action of one's own, offers to share."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from assessments.plans import queries, services
from assessments.plans.board import STATES, VIEWS, Board, Filters
from assessments.plans.forms import ActionForm
from assessments.plans.sharing import shares
from assessments.plans.simulating import simulation
from assessments.plans.views.access import organisation_for
from assessments.results.queries import current_of
from organisations.forms import take_refusal
from organisations.models import Organisation
from ui.navigation import Label


@never_cache
@login_required
@require_safe
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = organisation_for(request, pk, "plans.view")
    actions = list(queries.actions_of(organisation).select_related("owner", "version"))
    result = current_of(organisation)
    if result is not None:
        result.territory = organisation.territory
    filters = Filters.read(request.GET.dict())
    context = {
        "organisation": organisation,
        "board": Board(actions, filters, timezone.localdate()),
        "filters": filters,
        "states": STATES,
        "tabs": _tabs(request, filters),
        "result": result,
        "simulation": simulation(result, actions) if result and actions else None,
        "may_act": request.user.has_perm("plans.act", organisation),
        "may_share": request.user.has_perm("plans.share", organisation),
        "shares": shares(organisation, result) if request.user.has_perm("plans.share", organisation) else [],
    }
    return render(request, "plans/plan.html", context)


def _tabs(request: HttpRequest, filters: Filters) -> list[tuple[Label, str, bool]]:
    """The same actions another way, with the same filters."""
    made: list[tuple[Label, str, bool]] = []
    for code, label in VIEWS.items():
        query = request.GET.copy()
        query["vue"] = code
        made.append((label, f"?{query.urlencode()}", code == filters.view))
    return made


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An action that no question asked for."""
    organisation = organisation_for(request, pk, "plans.act")
    form = ActionForm(
        request.POST or None, members=queries.members_of(organisation), initial={"owner": signed_in(request).pk}
    )
    if request.method == "POST" and form.is_valid():
        try:
            action = services.start_action(
                organisation=organisation,
                author=signed_in(request),
                key=form.cleaned_data["key"],
                **form.facts(),
            )
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("It is in your plan: “%(title)s”.") % {"title": action.title})
            return redirect("plans:action", pk, action.pk)
    return render(request, "plans/edit.html", {"organisation": organisation, "action": None, "form": form})


@require_POST
@login_required
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer to tell how, or take the offer back (`stop`), for the question `question`."""
    organisation = organisation_for(request, pk, "plans.share")
    question = request.POST.get("question", "")
    if "stop" in request.POST:
        services.withdraw_offer(organisation=organisation, question=question)
        messages.success(request, _("Nobody is led to you about it any more."))
    else:
        _offer(request, organisation, question)
    return redirect(reverse("plans:plan", args=[pk]) + "#partager")


def _offer(request: HttpRequest, organisation: Organisation, question: str) -> None:
    try:
        services.offer_to_share(organisation=organisation, question=question, by=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(
            request, _("Thank you. Others may now write to you through a form; your address stays hidden.")
        )
