"""From a weak answer to an action."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.people import signed_in
from assessments.plans import queries, services
from assessments.plans.forms import GapForm
from assessments.plans.gaps import Gap
from assessments.plans.models import Action
from assessments.plans.views.access import territory_of
from assessments.responses.access import may_attach, may_open
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.queries import with_all
from assessments.toolbox.matching import for_question
from organisations.forms import take_refusal
from organisations.models import Organisation


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def from_question(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """GET shows what is to be gained and a ready form; POST makes the action."""
    result = _result_or_404(request, pk)
    organisation = result.assessment.organisation
    if organisation is None:
        return _attach_first(request, result)
    if not request.user.has_perm("plans.act", organisation):
        raise Http404
    gap = _gap_or_404(result, code)
    aids, user = for_question(gap.reading, code), signed_in(request)
    form = GapForm(
        request.POST or None,
        gap=gap,
        members=queries.members_of(organisation),
        aids=[aid.resource for aid in aids],
        initial=GapForm.ready(gap, user, timezone.localdate()) if gap.is_open else None,
    )
    if request.method == "POST" and gap.is_open and form.is_valid():
        action = _start(form, gap, organisation, user)
        if action is not None:
            messages.success(request, _("It is in your plan: “%(title)s”.") % {"title": action.title})
            return redirect("plans:action", organisation.pk, action.pk)
    context = {
        "result": result,
        "organisation": organisation,
        "gap": gap,
        "form": form,
        "aids": aids,
        "peers": queries.peers_for(organisation, code),
        "actions": queries.actions_for(organisation, [code]).get(code, []),
    }
    return render(request, "plans/gap.html", context)


def _start(form: GapForm, gap: Gap, organisation: Organisation, user: User) -> Action | None:
    """None, and the form says why, where it is refused."""
    row = gap.reading.row
    try:
        return services.start_action(
            organisation=organisation,
            author=user,
            key=form.cleaned_data["key"],
            question_code=gap.code,
            theme=gap.theme_code,
            version=row.version,
            result=row,
            target=gap.aims[form.cleaned_data["aim"]].answer,
            resources=form.cleaned_data.get("resources", ()),
            **form.facts(),
        )
    except ValidationError as refusal:
        take_refusal(form, refusal)
        return None


def _result_or_404(request: HttpRequest, pk: UUID) -> Result:
    result: Result = get_object_or_404(with_all(), pk=pk)
    if not may_open(request, result.assessment):
        raise Http404
    result.territory = territory_of(request)  # the scope lets no other through
    if result.assessment.organisation is not None:
        result.assessment.organisation.territory = result.territory
    return result


def _gap_or_404(result: Result, code: str) -> Gap:
    gap = Gap(open_reading(result), code)
    if gap.node is None or gap.node.status in ("not_applicable", "not_asked"):
        raise Http404
    return gap


def _attach_first(request: HttpRequest, result: Result) -> HttpResponse:
    """A plan is an organisation's: its author says which one, then comes back here."""
    if not may_attach(request, result.assessment):
        raise Http404
    messages.info(request, _("An action plan is kept with your organisation: say which one, then you come back here."))
    return redirect(
        reverse("responses:attach", args=[result.assessment_id]) + "?" + urlencode({"next": request.get_full_path()})
    )
