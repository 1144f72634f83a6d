"""Who answers: the first page of questions, filled in from the register where it answers."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.frameworks.plan import compile_version
from assessments.responses import access, pages, services
from assessments.responses.forms import ProfileForm
from assessments.responses.models import Assessment
from assessments.responses.register import facts_of
from assessments.scoring import Profile
from core.limits import within
from organisations.lookup import Company, LookupUnavailable, find_company
from territories.models import Commune, Territory
from territories.queries import national_portal, territories_of

LOOKUPS_AN_HOUR = 60  # from one address


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = access.assessment_or_404(request, pk)
    if not assessment.is_draft:
        return redirect("responses:check", pk)
    plan = compile_version(assessment.version)
    if request.method != "POST":
        return _page(request, assessment, ProfileForm(plan=plan, assessment=assessment))
    form = ProfileForm(request.POST, plan=plan, assessment=assessment)
    if request.POST.get("step") == "lookup":
        return _look_up(request, assessment, form)
    if not form.is_valid():
        return _page(request, assessment, form)
    if _save(assessment, form):
        messages.info(
            request, _("Your answers made some boxes likely: they are now ticked. Check them, then continue.")
        )
        return redirect("responses:profile", pk)
    if _is_elsewhere(assessment) and request.POST.get("stay") != assessment.commune_id:
        return redirect("responses:profile", pk)  # which says so; the back button finds a page, not a form sent again
    trip = pages.read_journey(assessment)
    if trip.answered or not trip.steps:
        return redirect(trip.resume_url())
    return redirect(trip.url(trip.steps[0]))


def _save(assessment: Assessment, form: ProfileForm) -> bool:
    """Keep the facts. True when they made screening answers likely that nobody has looked at: these are then ticked."""
    facts, before = dict(form.cleaned_data), assessment.profile
    untouched = "traits" in facts and set(facts["traits"]) == before.traits
    likely = form.plan.default_traits(Profile(facts["kind"], facts.get("size", ""), facts.get("section", "")))
    added = likely - form.plan.default_traits(before) - before.traits
    if untouched and added:
        facts["traits"] = sorted(before.traits | added)
    services.set_profile(assessment=assessment, facts=facts)
    return untouched and bool(added)


def _look_up(request: HttpRequest, assessment: Assessment, form: ProfileForm) -> HttpResponse:
    """Fill in from the register, keep all that was typed beside, and show it for correction."""
    form.is_valid()
    siret = form.cleaned_data.get("siret", "")
    if not siret:
        if "siret" not in form.errors:
            form.add_error("siret", _("Write the 14 digits, or fill in the page by hand."))
        return _page(request, assessment, form)
    try:
        company = _ask_register(request, siret)
    except LookupUnavailable:
        messages.warning(
            request, _("The register does not answer at the moment. Fill in the page by hand: nothing else changes.")
        )
        return _page(request, assessment, form)
    if company is None:
        form.add_error(
            "siret", _("The register knows no organisation by this number. Check it, or fill in the page by hand.")
        )
        return _page(request, assessment, form)
    _fill(request, assessment, form, company)
    return redirect("responses:profile", assessment.pk)


def _ask_register(request: HttpRequest, siret: str) -> Company | None:
    """Raises LookupUnavailable, also to who asks without end: the register serves everyone."""
    if not within("lookup", get_adapter().get_client_ip(request), LOOKUPS_AN_HOUR):
        raise LookupUnavailable("asked too often from one address")
    return find_company(siret)


def _fill(request: HttpRequest, assessment: Assessment, form: ProfileForm, company: Company) -> None:
    typed = {name: value for name, value in form.cleaned_data.items() if name not in form.errors}
    facts = {**typed, **facts_of(company)}
    kind, size, section = (str(facts.get(name, "")) for name in ("kind", "size", "section"))
    if "traits" in form.fields:
        facts["traits"] = sorted(form.plan.default_traits(Profile(kind, size, section)))
    services.set_profile(assessment=assessment, facts=facts)
    found = _("Found in the register: %(name)s. Check what follows, then continue.")
    messages.success(request, found % {"name": company.name})
    if not company.is_active:
        messages.warning(request, _("The register says that this establishment is closed. You can go on all the same."))


def _page(request: HttpRequest, assessment: Assessment, form: ProfileForm) -> HttpResponse:
    context = {"assessment": assessment, "form": form}
    return render(request, "responses/profile.html", {**context, **_elsewhere(assessment)})


def _is_elsewhere(assessment: Assessment) -> bool:
    return bool(_elsewhere(assessment)["elsewhere"])


def _elsewhere(assessment: Assessment) -> dict[str, object]:
    """The commune when it is not of this territory, and the space that could take over."""
    commune: Commune | None = assessment.commune
    if commune is None:
        return {"elsewhere": None, "space": None, "portal": None}
    spaces = list(territories_of(commune))
    here: Territory = assessment.territory
    nearest = spaces[0] if spaces else None
    if here in spaces or (here.is_national and nearest is None):
        return {"elsewhere": None, "space": None, "portal": None}
    return {"elsewhere": commune, "space": nearest, "portal": None if nearest else national_portal()}
