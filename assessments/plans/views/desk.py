"""The desk: what was declared done, to be verified or sent back."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.people import signed_in
from assessments.plans import queries, services
from assessments.plans.board import named, practice_of, theme_of
from assessments.plans.forms import CheckForm
from assessments.plans.models import Action
from assessments.plans.views.access import territory_of
from organisations.forms import take_refusal
from territories import desk
from territories.models import RoleName

PER_PAGE = 50
LONGEST_SEARCH = 80
STATES = (
    ("waiting", gettext_lazy("To verify")),
    ("late", gettext_lazy("Late")),
    ("verified", gettext_lazy("Verified")),
    ("all", gettext_lazy("All actions")),
)


@desk.for_role(RoleName.READER)
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Filters are in the address: `etat`, `q` (a part of the organisation's name)."""
    state = _known(request.GET, "etat")
    search = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    rows = queries.awaiting(state)
    if search:
        rows = rows.filter(plan__organisation__name__icontains=search)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "query": query.urlencode(),
        "state": state,
        "search": search,
        "tabs": [(label, _with(request, code), code == state) for code, label in STATES],
        "cards": [(action, named(action), action.is_late()) for action in page],
    }
    return render(request, "plans/desk/actions.html", context)


def _known(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "") if asked.get(name) in dict(STATES) else "waiting"


def _with(request: HttpRequest, state: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["etat"] = state
    return f"?{query.urlencode()}"


@desk.for_role(RoleName.READER)
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What shows that it is done. An animator verifies it (`verify`) or sends it back with words (`back`)."""
    rows = queries.with_traces(Action.objects.all())
    found: Action = get_object_or_404(rows, pk=pk)
    found.plan.organisation.territory = territory_of(request)
    may_check = request.user.has_perm("territories.animate", request.territory)  # type: ignore[attr-defined]
    form = CheckForm(request.POST if request.method == "POST" and may_check else None, label_suffix="")
    if form.is_bound and form.is_valid() and _checked(request, found, form):
        return redirect("plans_desk:actions")
    context = {
        "action": found,
        "organisation": found.plan.organisation,
        "theme": theme_of(found),
        "practice": practice_of(found),
        "who": named(found),
        "is_late": found.is_late(timezone.localdate()),
        "may_check": may_check,
        "form": form,
    }
    return render(request, "plans/desk/action.html", context)


def _checked(request: HttpRequest, found: Action, form: CheckForm) -> bool:
    agent, organisation = signed_in(request), found.plan.organisation
    try:
        if "verify" in request.POST:
            services.verify(action=found, agent=agent)
            messages.success(request, _("Verified: “%(title)s”.") % {"title": found.title})
        else:
            path = reverse("plans:action", args=[organisation.pk, found.pk])
            url = organisation.territory.root_url + path
            services.send_back(action=found, agent=agent, words=form.cleaned_data["words"], url=url)
            messages.success(request, _("Sent back to %(name)s, with your words.") % {"name": organisation.name})
    except ValidationError as refusal:
        take_refusal(form, refusal)
        return False
    return True
