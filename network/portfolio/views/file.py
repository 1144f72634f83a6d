"""The file of one organisation, and the page of a meeting with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from network.portfolio import queries, services
from network.portfolio.forms import AddressForm, ExchangeForm, StepForm
from network.portfolio.models import Address, Exchange, ExchangeKind, NextStep
from organisations import dossier
from organisations.models import Organisation
from organisations.queries import members
from territories.desk import for_role
from territories.models import RoleName

Forms = dict[str, Form]


def _organisation(pk: UUID) -> Organisation:
    found: Organisation = get_object_or_404(Organisation.objects.select_related("commune", "territory"), pk=pk)
    return found


@for_role(RoleName.READER)
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _organisation(pk), {})


def _page(request: HttpRequest, organisation: Organisation, refused: Forms, status: int = 200) -> HttpResponse:
    """The file, with what was typed where a form was refused."""
    user, today = signed_in(request), timezone.localdate()
    reached = queries.reached_of(organisation)
    followers = list(queries.followers_of(organisation))
    context: dict[str, Any] = {
        "organisation": organisation,
        "steps": [(step.label, step.code in reached) for step in dossier.steps.all()],
        "members": members(organisation),
        "followers": followers,
        "is_mine": any(one.agent_id == user.pk for one in followers),
        "exchanges": queries.exchanges_of(organisation),
        "next_steps": queries.open_steps_of(organisation),
        "addresses": queries.addresses_of(organisation),
        "today": today,
        "may_write": user.has_perm("territories.animate", organisation.territory),
        "exchange_form": ExchangeForm(label_suffix="", prefix="exchange", initial={"on": today}),
        "step_form": StepForm(prefix="step", territory=organisation.territory, initial={"agent": user.pk}),
        "address_form": AddressForm(label_suffix="", prefix="address"),
    }
    return render(request, "portfolio/file.html", context | refused, status=status)


@for_role(RoleName.ANIMATOR)
@require_POST
def exchange(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(pk)
    form = ExchangeForm(request.POST, label_suffix="", prefix="exchange")

    def keep() -> None:
        services.add_exchange(organisation=organisation, by=signed_in(request), **form.cleaned_data)

    return _after(request, organisation, "exchange_form", form, keep)


@for_role(RoleName.ANIMATOR)
@require_POST
def step(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(pk)
    form = StepForm(request.POST, prefix="step", territory=organisation.territory)

    def keep() -> None:
        services.add_step(organisation=organisation, **form.cleaned_data)

    return _after(request, organisation, "step_form", form, keep)


@for_role(RoleName.ANIMATOR)
@require_POST
def address(request: HttpRequest, pk: UUID) -> HttpResponse:
    organisation = _organisation(pk)
    form = AddressForm(request.POST, label_suffix="", prefix="address")

    def keep() -> None:
        services.add_address(organisation=organisation, **form.cleaned_data)

    return _after(request, organisation, "address_form", form, keep)


def _after(request: HttpRequest, organisation: Organisation, name: str, form: Form, keep: Any) -> HttpResponse:
    """Keep what the form holds and go back to the file; or the file again, with the form as it was typed."""
    if form.is_valid():
        try:
            keep()
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("portfolio_desk:file", organisation.pk)
    return _page(request, organisation, {name: form}, status=400)


@for_role(RoleName.ANIMATOR)
@require_POST
def finish(request: HttpRequest, pk: UUID, step: UUID) -> HttpResponse:
    services.finish_step(step=get_object_or_404(NextStep.objects.filter(organisation=pk), pk=step))
    return redirect("portfolio_desk:file", pk)


@for_role(RoleName.ANIMATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: UUID, exchange: UUID) -> HttpResponse:
    """Correct a line of the history, or take it out: by who wrote it, or an administrator. What left from here stays
    as it left."""
    organisation = _organisation(pk)
    written = Exchange.objects.exclude(kind=ExchangeKind.SENT)
    row: Exchange = get_object_or_404(written.filter(organisation=pk), pk=exchange)
    if row.by_id != request.user.pk and not request.user.has_perm("territories.administer", organisation.territory):
        raise Http404
    if request.POST.get("action") == "drop":
        services.drop_exchange(exchange=row)
        messages.success(request, _("Taken out."))
        return redirect("portfolio_desk:file", pk)
    form = ExchangeForm(
        request.POST or None, label_suffix="", initial={"kind": row.kind, "on": row.on, "text": row.text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_exchange(exchange=row, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Kept."))
            return redirect("portfolio_desk:file", pk)
    return render(request, "portfolio/exchange.html", {"organisation": organisation, "form": form, "exchange": row})


@for_role(RoleName.ANIMATOR)
@require_POST
def drop(request: HttpRequest, pk: UUID, address: int) -> HttpResponse:
    services.drop_address(address=get_object_or_404(Address.objects.filter(organisation=pk), pk=address))
    messages.success(request, _("Taken out."))
    return redirect("portfolio_desk:file", pk)


@for_role(RoleName.READER)
@require_safe
def meeting(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything one talks about, side by side; it prints."""
    organisation = _organisation(pk)
    rendered = ((sheet, sheet.render(request, organisation)) for sheet in dossier.sheets.all())
    context = {
        "organisation": organisation,
        "sheets": [(sheet.label, html) for sheet, html in rendered if html],
        "next_steps": queries.open_steps_of(organisation),
        "exchanges": queries.exchanges_of(organisation)[:3],
        "today": timezone.localdate(),
    }
    return render(request, "portfolio/meeting.html", context)
