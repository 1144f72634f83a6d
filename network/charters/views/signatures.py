"""A signature, for those who answer for the organisation: follow it, review it, take its certificate, end it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.charters import certificate as certificates
from network.charters import credentials, queries, services
from network.charters.badge import svg_of
from network.charters.domain.openbadges import bake
from network.charters.domain.text import grouped
from network.charters.forms import ConsentForm, ReviewForm, WithdrawForm
from network.charters.models import Commitment, Signature
from network.charters.views.access import person, private, signature_or_404

MANAGE = "charters.sign"


@login_required
@require_safe
def signature(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = signature_or_404(request, pk)
    version = queries.adopted_version(found.charter)
    context = {
        "signature": found,
        "state": found.state,
        "digest": grouped(found.digest),
        "commitments": queries.commitments_in(found),
        "consent_form": ConsentForm(initial=_consent(found)),
        "may_manage": request.user.has_perm(MANAGE, found.organisation),
        "may_review": services.may_review(found),
        "new_text": version if version is not None and version.pk != found.version_id else None,
        "badge_address": credentials.wording_of(found).address,
    }
    return private(render(request, "charters/signature.html", context))


def _consent(signature: Signature) -> dict[str, bool]:
    return {name: getattr(signature, name) for name in ("is_listed", "shows_commitments", "shows_signer")}


@login_required
@require_POST
def consent(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = signature_or_404(request, pk, MANAGE)
    form = ConsentForm(request.POST)
    if form.is_valid():
        services.choose_consent(signature=found, consent=form.consent(), user=person(request))
        messages.success(request, _("Kept. You can change your mind at any time."))
    return redirect("charters:signature", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = signature_or_404(request, pk, MANAGE)
    if not services.may_review(found):
        messages.info(request, _("There is no review to give for now."))
        return redirect("charters:signature", pk=pk)
    commitments = list(queries.running(Commitment.objects.filter(signature=found)).order_by("position", "id"))
    data = request.POST if request.method == "POST" else None
    form = ReviewForm(commitments, data, initial={"due_on": found.review_on})
    if form.is_bound and form.is_valid():
        return _reviewed(request, found, form)
    return private(render(request, "charters/review.html", {"signature": found, "form": form}))


def _reviewed(request: HttpRequest, found: Signature, form: ReviewForm) -> HttpResponse:
    try:
        services.give_review(
            signature=found, due_on=form.cleaned_data["due_on"], user=person(request), judged=form.judged()
        )
    except services.NotOpen:
        messages.error(request, _("This review was given already, or the signature has ended."))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return private(render(request, "charters/review.html", {"signature": found, "form": form}))
    else:
        messages.success(request, _("Review kept: your signature holds for another year."))
    return redirect("charters:signature", pk=found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = signature_or_404(request, pk, MANAGE)
    if found.ended_as:
        return redirect("charters:signature", pk=pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.withdraw(signature=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Your signature is withdrawn. You may sign again when you wish."))
        return redirect("charters:signature", pk=pk)
    return private(render(request, "charters/withdraw.html", {"signature": found, "form": form}))


@login_required
@require_safe
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = signature_or_404(request, pk)
    content = certificates.render(found, (get_language() or "fr")[:2])
    name = _("certificate-%(code)s.pdf") % {"code": found.printed_code}
    return _file(content, "application/pdf", name)


@login_required
@require_safe
def badge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The picture, the credential baked in while the signature holds."""
    found = signature_or_404(request, pk)
    svg = svg_of(credentials.wording_of(found), found.territory.hue)
    if found.state.is_in_force:
        svg = bake(svg, services.credential_of(signature=found).token)
    return _file(svg.encode(), "image/svg+xml", f"{_('badge')}-{found.printed_code}.svg")


@login_required
@require_safe
def token(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The credential as a compact JWS; what does not hold any more gets none."""
    found = signature_or_404(request, pk)
    if not found.state.is_in_force:
        messages.info(request, _("This signature has ended: it has no credential any more."))
        return redirect("charters:signature", pk=pk)
    content = services.credential_of(signature=found).token.encode()
    return _file(content, "application/vc+jwt", f"{_('badge')}-{found.printed_code}.jwt")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return private(response)
