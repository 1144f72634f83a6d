"""The team's desk: write, set rules, adopt, follow signatories."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.exports import csv_response
from network.charters import queries, services
from network.charters.asking import in_words
from network.charters.domain.rules import Rules
from network.charters.domain.states import State
from network.charters.domain.text import grouped
from network.charters.forms import AdoptForm, CharterForm, FilterForm, RevokeForm, RulesForm
from network.charters.forms.desk import STATES
from network.charters.models import Charter, CharterVersion, Signature
from network.charters.views.access import charter_or_404, territory_of
from territories.desk import for_role
from territories.models import RoleName

A_PAGE = 50
READS, WRITES = ("GET", "HEAD"), ("GET", "HEAD", "POST")


@for_role(RoleName.READER)
@require_safe
def list_charters(request: HttpRequest) -> HttpResponse:
    context = {"charters": queries.on_the_desk(), "edits": edits(request)}
    return render(request, "charters/desk/list.html", context)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def edits(request: HttpRequest) -> bool:
    return request.user.has_perm("territories.animate", territory_of(request))


def adopts(request: HttpRequest) -> bool:
    return request.user.has_perm("territories.administer", territory_of(request))


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def new(request: HttpRequest) -> HttpResponse:
    form = CharterForm(territory_of(request), None, sent(request))
    if form.is_bound and form.is_valid():
        made: list[Charter] = []
        if attempt(form, lambda: made.append(services.create_charter(territory=territory_of(request), **form.facts()))):
            return redirect("charters_desk:charter", pk=made[0].pk)
    return render(request, "charters/desk/form.html", {"form": form, "title": _("New charter"), "go": _("Create")})


def attempt(form: Form, act: Callable[[], object]) -> bool:
    """Run `act`; a refusal becomes an error of `form`."""
    try:
        act()
    except ValidationError as refusal:
        named = refusal.message_dict if hasattr(refusal, "error_dict") else {}
        for name, words in named.items():
            form.add_error(name if name in form.fields else None, words)
        if not named:
            form.add_error(None, refusal.messages)
        return False
    return True


@for_role(RoleName.READER)
@require_safe
def charter(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = charter_or_404(request, pk)
    context = {
        "charter": found,
        "versions": list(queries.versions_of(found)),
        "at_work": queries.version_at_work(found),
        "asked": in_words(Rules.from_dict(found.rules)),
        "count": queries.count_in_force(found),
        "edits": edits(request),
        "adopts": adopts(request),
    }
    return render(request, "charters/desk/charter.html", context)


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = charter_or_404(request, pk)
    form = CharterForm(territory_of(request), found, sent(request), initial=_initial(found))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.edit_charter(charter=found, **form.facts()))
    ):
        messages.success(request, _("Saved."))
        return redirect("charters_desk:charter", pk=pk)
    context = {"form": form, "title": found.title, "go": _("Save"), "charter": found}
    return render(request, "charters/desk/form.html", context)


def _initial(charter: Charter) -> dict[str, object]:
    return {
        "title": charter.title,
        "group": charter.group,
        "communes": charter.communes.all(),
        "sirets": "\n".join(charter.organisations.order_by("siret").values_list("siret", flat=True)),
    }


@for_role(RoleName.ANIMATOR)
@require_http_methods(WRITES)
def rules(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = charter_or_404(request, pk)
    form = RulesForm(sent(request), initial=Rules.from_dict(found.rules).to_dict())
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.set_rules(charter=found, rules=form.rules()))
    ):
        messages.success(request, _("Saved. Those who signed keep what was asked of them."))
        return redirect("charters_desk:charter", pk=pk)
    context = {"form": form, "title": _("What signing asks"), "go": _("Save"), "charter": found}
    return render(request, "charters/desk/form.html", context)


@for_role(RoleName.ADMINISTRATOR)
@require_http_methods(WRITES)
def adopt(request: HttpRequest, pk: UUID) -> HttpResponse:
    version: CharterVersion = get_object_or_404(queries.with_articles(), pk=pk)
    form = AdoptForm(sent(request))
    if form.is_bound and form.is_valid() and attempt(form, lambda: services.adopt(version=version)):
        messages.success(request, _("Adopted. The text may be signed from now on."))
        return redirect("charters_desk:charter", pk=version.charter_id)
    context = {
        "version": version,
        "former": queries.adopted_version(version.charter),
        "count": queries.count_in_force(version.charter),
        "form": form,
    }
    return render(request, "charters/desk/adopt.html", context)


@for_role(RoleName.READER)
@require_safe
def signatories(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = charter_or_404(request, pk)
    form = FilterForm(request.GET or None)
    page = Paginator(_filtered(found, form), A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "charter": found,
        "form": form,
        "page": page,
        "lines": [(row, STATES[row.state]) for row in page],
        "query": query.urlencode(),
    }
    return render(request, "charters/desk/signatories.html", context)


def _filtered(charter: Charter, form: FilterForm) -> QuerySet[Signature]:
    rows = queries.signatures().filter(charter=charter).order_by("organisation_name", "-signed_at", "id")
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if wanted.get("state"):
        rows = rows.filter(queries.in_state(State(wanted["state"]), timezone.localdate()))
    return queries.filtered(rows, name=wanted.get("q", ""))


@for_role(RoleName.READER)
@require_safe
def export(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The list as it is filtered, for a spreadsheet."""
    found = charter_or_404(request, pk)
    header = [_("Organisation"), "SIRET", _("Commune"), _("Signed on"), _("Version"), _("State"), _("Next review"),
              _("Signed by"), _("Function"), _("Listed"), _("Code")]  # fmt: skip
    rows = [
        (
            row.organisation_name, row.organisation.siret, row.commune.name if row.commune else "", row.signed_on,
            row.version.number, str(STATES[row.state]), row.review_on, row.signer_name, row.signer_function,
            _("yes") if row.is_listed else _("no"), row.printed_code,
        )
        for row in _filtered(found, FilterForm(request.GET or None))
    ]  # fmt: skip
    return csv_response("signataires.csv", header, rows)


@for_role(RoleName.READER)
@require_safe
def signature(request: HttpRequest, pk: UUID) -> HttpResponse:
    found: Signature = get_object_or_404(queries.signatures(), pk=pk)
    context = {
        "signature": found,
        "state": STATES[found.state],
        "in_force": found.state.is_in_force,
        "may_remind": services.may_review(found) and edits(request),
        "commitments": queries.commitments_in(found),
        "digest": grouped(found.digest),
        "adopts": adopts(request),
    }
    return render(request, "charters/desk/signature.html", context)


@for_role(RoleName.ANIMATOR)
@require_POST
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    found: Signature = get_object_or_404(Signature.objects.all(), pk=pk)
    if services.remind(signature=found):
        messages.success(request, _("Reminder sent to its managers."))
    else:
        messages.info(request, _("No reminder sent: none is due, or one left less than a day ago."))
    return redirect("charters_desk:signature", pk=pk)


@for_role(RoleName.ADMINISTRATOR)
@require_http_methods(WRITES)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    found: Signature = get_object_or_404(queries.signatures(), pk=pk)
    form = RevokeForm(sent(request))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: services.revoke(signature=found, reason=form.cleaned_data["reason"]))
    ):
        messages.success(request, _("Withdrawn. Its managers are told why."))
        return redirect("charters_desk:signature", pk=pk)
    return render(request, "charters/desk/revoke.html", {"signature": found, "form": form})


@for_role(RoleName.ADMINISTRATOR)
@require_POST
def rotate(request: HttpRequest) -> HttpResponse:
    services.rotate_key(territory=territory_of(request))
    messages.success(request, _("A new key signs badges from now on. Those already given still verify."))
    return redirect("charters_desk:list")
