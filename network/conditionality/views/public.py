"""What aids ask, for everyone to read; where an organisation stands, for its members."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.people import signed_in
from assessments.results.queries import current_of
from network.conditionality import queries, services, wording
from network.conditionality.domain.conditions import Verdict, after, judge, overall
from network.conditionality.facts import Known, Scale, facts_of, scale_of
from network.conditionality.forms import PromiseForm
from network.conditionality.models import Aid
from organisations.models import Organisation
from organisations.queries import organisations_of
from organisations.views.access import territory_of


def _aid_or_404(pk: UUID) -> Aid:
    """One that has conditions: before, it is the team's alone."""
    found: Aid = get_object_or_404(queries.aids().filter(sets__number=1), pk=pk)
    return found


def chosen(request: HttpRequest) -> tuple[list[Organisation], Organisation | None]:
    """The organisations of whoever asks, and the one that `?organisation=` names among them, else the first."""
    if not request.user.is_authenticated:
        return [], None
    mine = list(organisations_of(signed_in(request)).select_related("territory"))
    named = next((one for one in mine if str(one.pk) == request.GET.get("organisation")), None)
    return mine, named or (mine[0] if mine else None)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    today, scale = timezone.localdate(), scale_of(territory_of(request))
    aids = list(queries.offered(today))
    mine, organisation = chosen(request)
    known = _known(organisation) if aids and organisation else None
    context = {
        "rows": [(aid, _summary(aid, known, scale)) for aid in aids],
        "mine": mine, "organisation": organisation, "today": today,
    }  # fmt: skip
    return render(request, "conditionality/index.html", context)


def _known(organisation: Organisation) -> Known:
    return facts_of(organisation, current_of(organisation))


def _summary(aid: Aid, known: Known | None, scale: Scale) -> dict[str, Any]:
    conditions = aid.sets.all()[0].conditions  # prefetched, the last version first
    outcomes = judge(conditions, known.about(aid)) if known else []
    met = sum(outcome.verdict is Verdict.MET for outcome in outcomes)
    asked = [wording.condition(condition, scale) for condition in conditions]
    return {
        "asked": asked,
        "met": met,
        "total": len(conditions),
        "verdict": overall(outcomes).value if outcomes else "",
    }


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    aid, scale = _aid_or_404(pk), scale_of(territory_of(request))
    conditions = aid.sets.all()[0]
    mine, organisation = chosen(request)
    known = _known(organisation) if organisation else None
    asked = conditions.conditions
    outcomes = judge(asked, known.about(aid)) if known else []
    lines = [
        {
            "asked": wording.condition(one, scale), "instead": wording.instead(one), "place": place,
            "verdict": outcomes[place].verdict.value if outcomes else "",
            "reason": wording.reason(outcomes[place]) if outcomes else "",
            "may_promise": bool(outcomes and one.promise and aid.is_open) and not _is_running(known, aid, one.promise)
            and outcomes[place].verdict is not Verdict.MET,
        }
        for place, one in enumerate(asked)
    ]  # fmt: skip
    promises = [row for row in known.rows if row.aid_id == aid.pk] if known else []
    context = {
        "aid": aid, "conditions": conditions, "lines": lines, "mine": mine, "organisation": organisation,
        "issued_on": known.issued_on if known else None, "promises": promises,
    }  # fmt: skip
    return render(request, "conditionality/detail.html", context)


def _is_running(known: Known | None, aid: Aid, sentence: str) -> bool:
    return known is not None and any(
        row.aid_id == aid.pk and row.sentence == sentence and row.state == "made" for row in known.rows
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, pk: UUID, place: int) -> HttpResponse:
    """Commit to what condition number `place` accepts. The sentence that was read is sent with the form."""
    aid = _aid_or_404(pk)
    asked = aid.sets.all()[0].conditions
    if place >= len(asked) or not asked[place].promise:
        raise Http404
    mine = organisations_of(signed_in(request))
    if not mine.exists():
        raise PermissionDenied
    condition, sentence = asked[place], request.POST.get("sentence", "")
    latest = after(timezone.localdate(), condition.review or 0)
    _all, organisation = chosen(request)
    start = {"review_on": latest, "organisation": organisation.pk if organisation else None}
    form = PromiseForm(request.POST or None, organisations=mine, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.promise(
                aid=aid, organisation=form.cleaned_data["organisation"], user=signed_in(request), sentence=sentence,
                review_on=form.cleaned_data["review_on"],
            )  # fmt: skip
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("Your commitment is kept, with its day of review."))
            return redirect(f"{reverse('conditionality:detail', args=[pk])}?organisation={made.organisation_id}")
    context = {"aid": aid, "form": form, "sentence": condition.promise, "latest": latest}
    return render(request, "conditionality/promise.html", context)


def add_errors(form: Any, refusal: ValidationError) -> None:
    """At the field where it has one, else at the top; what was typed stays in the form."""
    errors = refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal.error_list}
    for name, found in errors.items():
        form.add_error(name if name in form.fields else None, found)
