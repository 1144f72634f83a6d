"""The path to a signature."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.charters import queries, services
from network.charters.asking import lines
from network.charters.domain.rules import Rules, checks, may_begin
from network.charters.domain.text import grouped
from network.charters.facts import known_of
from network.charters.forms import SignForm
from network.charters.models import CharterVersion
from network.charters.standing import standings_of
from network.charters.views.access import (
    adopted_or_404,
    offered_or_404,
    organisation_or_404,
    person,
    private,
)
from organisations.models import MemberRole, Organisation


@never_cache
@login_required
@require_safe
def choose(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For which organisation: at once where there is one."""
    version = adopted_or_404(request, pk)
    owned = Organisation.objects.filter(memberships__user=person(request), memberships__role=MemberRole.OWNER)
    mine = list(owned.order_by("name", "pk"))
    if len(mine) == 1:
        return redirect("charters:sign", pk=version.charter_id, organisation=mine[0].pk)
    return render(request, "charters/choose.html", {"charter": version.charter, "organisations": mine})


@never_cache
@login_required
@require_safe
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where an organisation stands with each charter."""
    found = organisation_or_404(request, pk, "charters.follow")
    context = {
        "organisation": found,
        "standings": standings_of(found),
        "former": queries.signatures_of(found),
        "may_sign": request.user.has_perm("charters.sign", found),
    }
    return render(request, "charters/organisation.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: UUID, organisation: UUID) -> HttpResponse:
    version = adopted_or_404(request, pk)
    signatory = organisation_or_404(request, organisation, "charters.sign")
    offered_or_404(version.charter, signatory)
    held = queries.signature_of(signatory, version.charter)
    if held is not None and held.version_id == version.pk:
        return redirect("charters:signature", pk=held.pk)
    if request.method == "POST":
        return _posted(request, version, signatory)
    return _page(request, version, signatory, _form(request, version))


def _posted(request: HttpRequest, version: CharterVersion, signatory: Organisation) -> HttpResponse:
    if not _is_confirmed(request):
        return _page(request, version, signatory, SignForm(list(version.articles.all()), request.POST))
    if is_reauthentication_required(request, app="charters"):
        request.session[_kept(version)] = dict(request.POST.lists())
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
    form = SignForm(list(version.articles.all()), request.POST)
    if request.POST.get("digest") != version.digest:
        return _page(request, version, signatory, _on_new_text(request, version), stale=True)
    if not form.is_valid():
        return _page(request, version, signatory, form)
    try:
        signature = services.sign(charter=version.charter, organisation=signatory, user=person(request), act=form.act())
    except services.StaleText as stale:
        return _page(request, stale.version, signatory, _on_new_text(request, stale.version), stale=True)
    except services.NotReady:
        form.add_error(None, _("Something that signing asks is still missing: see above the form."))
        return _page(request, version, signatory, form)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return _page(request, version, signatory, form)
    messages.success(request, _("Signed. Thank you: here is your certificate."))
    return redirect("charters:signature", pk=signature.pk)


def _form(request: HttpRequest, version: CharterVersion) -> SignForm:
    """Empty, or as it was before the password was asked again."""
    articles = list(version.articles.all())
    kept = request.session.pop(_kept(version), None)
    if kept is not None and kept.get("digest") == [version.digest]:
        return SignForm(articles, MultiValueDict(kept))
    if kept is not None:
        return SignForm(articles, initial=_as_initial(MultiValueDict(kept), version))
    return SignForm(articles, initial={"digest": version.digest, "name": person(request).name})


def _on_new_text(request: HttpRequest, version: CharterVersion) -> SignForm:
    """What was typed and ticked, on the text of today; nobody has said yet that they read it."""
    return SignForm(list(version.articles.all()), initial=_as_initial(request.POST, version))


def _as_initial(data: MultiValueDict[str, str], version: CharterVersion) -> dict[str, Any]:
    kept: dict[str, Any] = {name: data.get(name) for name in data if name not in ("declares", "csrfmiddlewaretoken")}
    return {**kept, "articles": data.getlist("articles"), "digest": version.digest}


def _kept(version: CharterVersion) -> str:
    return f"charters-sign-{version.charter_id}"


def _page(
    request: HttpRequest, version: CharterVersion, signatory: Organisation, form: SignForm, *, stale: bool = False
) -> HttpResponse:
    rules = Rules.from_dict(version.charter.rules)
    known, confirmed = known_of(signatory), _is_confirmed(request)
    chosen = form.data.getlist("articles") if isinstance(form.data, MultiValueDict) else []
    themes = tuple(article.theme for article in version.articles.all() if article.code in chosen)
    found = checks(rules, known.facts, themes, timezone.localdate())
    context = {
        "version": version,
        "charter": version.charter,
        "digest": grouped(version.digest),
        "organisation": signatory,
        "form": form,
        "stale": stale,
        "lines": lines(rules, found, known),
        "may_begin": may_begin(found) and confirmed,
        "is_confirmed": confirmed,
        "actions": known.actions if rules.counts_actions else (),
    }
    return private(render(request, "charters/sign.html", context, status=409 if stale else 200))


def _is_confirmed(request: HttpRequest) -> bool:
    """Whether the person proved that their e-mail address is theirs."""
    return bool(EmailAddress.objects.filter(user=person(request), verified=True).exists())
