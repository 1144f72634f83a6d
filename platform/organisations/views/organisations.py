"""Registering an organisation, seeing it, keeping it up to date."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.people import signed_in
from organisations import dossier, queries, services
from organisations.forms import OrganisationForm, SiretForm, as_typed, take_refusal
from organisations.lookup import Company, LookupUnavailable, find_company
from organisations.views.access import organisation_for, territory_of
from territories.geography.search import communes_by_code


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return render(request, "organisations/mine.html", {"organisations": queries.organisations_of(signed_in(request))})


@never_cache
@login_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """The way in: a SIRET that fills in the form, or the empty form."""
    form = SiretForm(request.GET if "siret" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _filled_in(request, form.cleaned_data["siret"])
    return render(request, "organisations/find.html", {"form": form})


def _filled_in(request: HttpRequest, siret: str) -> HttpResponse:
    initial: dict[str, Any] = {"siret": siret}
    trouble = ""
    try:
        company = find_company(siret)
    except LookupUnavailable:
        trouble = _("The public register does not answer at the moment: fill in the form by hand.")
    else:
        if company is None:
            trouble = _("The public register does not know this number. Check it, or fill in the form by hand.")
        else:
            initial = _facts(company)
            trouble = (
                ""
                if company.is_active
                else _("The register says that this establishment has closed: check the number.")
            )
    form = OrganisationForm(initial=initial, territory=territory_of(request))
    return render(request, "organisations/create.html", {"form": form, "trouble": trouble})


def _facts(company: Company) -> dict[str, Any]:
    commune = communes_by_code([company.commune_code]).get(company.commune_code)
    return {
        "name": company.name,
        "kind": company.kind,
        "siret": company.siret,
        "rna": company.rna,
        "naf_code": company.naf_code,
        "size": company.size,
        "commune": as_typed(commune) if commune else "",
    }


@never_cache
@login_required
def create(request: HttpRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None, territory=territory_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_organisation(
                territory=territory_of(request),
                owner=signed_in(request),
                legal_form=_legal_form(form.cleaned_data["siret"]),
                **form.cleaned_data,
            )
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("%(organisation)s is registered.") % {"organisation": made})
            return redirect("organisations:detail", pk=made.pk)
    return render(request, "organisations/create.html", {"form": form, "trouble": ""})


def _legal_form(siret: str) -> str:
    """What the register says, not what the form would; most often remembered from the page before."""
    try:
        company = find_company(siret) if siret else None
    except LookupUnavailable:
        company = None
    return company.legal_form if company else ""


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = organisation_for(request, pk, "organisations.view")
    context = {
        "organisation": organisation,
        "may_manage": request.user.has_perm("organisations.manage", organisation),
        "members": queries.members(organisation),
        "doors": dossier.open_doors(request, organisation),
    }
    return render(request, "organisations/detail.html", context)


@never_cache
@login_required
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = organisation_for(request, pk, "organisations.manage")
    # The form writes on its instance even when it refuses: the service compares with the row as it is.
    form = OrganisationForm(request.POST or None, instance=copy(organisation), territory=organisation.territory)
    if request.method == "POST" and form.is_valid():
        try:
            services.update_organisation(organisation=organisation, **form.cleaned_data)
        except ValidationError as refusal:
            take_refusal(form, refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("organisations:detail", pk=organisation.pk)
    return render(request, "organisations/edit.html", {"form": form, "organisation": organisation})
