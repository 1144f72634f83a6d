"""One message to several: written, previewed, sent with its progress; and the page that stops them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from network.portfolio import queries, services, tokens, wording
from network.portfolio.domain.recipients import Sorted
from network.portfolio.forms import MessageForm
from network.portfolio.models import Mailing, Purpose
from network.portfolio.picks import picked
from network.portfolio.services.mailing import Changed, preview
from territories.desk import for_role
from territories.models import RoleName

LONGEST_COUNT = 7  # digits; Python refuses to read thousands of them


@for_role(RoleName.ANIMATOR)
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """From the list with what was chosen; then its preview; then it leaves, if the preview still holds."""
    keys = picked(request)
    if not keys:
        messages.error(request, _("Choose one organisation at least."))
        return redirect("portfolio_desk:list")
    if "purpose" not in request.POST:
        return _compose(request, keys, MessageForm(label_suffix="", initial=wording.draft(request, "invite")))
    form = MessageForm(request.POST, label_suffix="")
    if not form.is_valid() or request.POST.get("step") == "write":
        return _compose(request, keys, form)
    if request.POST.get("step") == "send":
        return _send(request, keys, form)
    return _preview(request, keys, form, preview(keys=keys, purpose=form.cleaned_data["purpose"]))


def _compose(request: HttpRequest, keys: list[UUID], form: MessageForm) -> HttpResponse:
    texts = [(purpose, wording.draft(request, purpose)["text"]) for purpose in Purpose.values]
    context = {"form": form, "keys": keys, "count": len(keys), "texts": texts}
    return render(request, "portfolio/write.html", context, status=400 if form.is_bound and form.errors else 200)


def _preview(request: HttpRequest, keys: list[UUID], form: MessageForm, found: Sorted) -> HttpResponse:
    context = {
        "form": form,
        "keys": keys,
        "letters": found.letters,
        "sent": found.sent,
        "left": [(target, wording.left_out(reason)) for target, reason in found.left],
        "text": form.cleaned_data["text"],
        "purpose": Purpose(form.cleaned_data["purpose"]).label,
        "example": found.sent[0][0].name if found.sent else "",
        "sender": signed_in(request).get_full_name(),
    }
    return render(request, "portfolio/preview.html", context)


def _send(request: HttpRequest, keys: list[UUID], form: MessageForm) -> HttpResponse:
    expected = request.POST.get("expected", "")
    try:
        mailing = services.ask(
            territory=request.territory,  # type: ignore[attr-defined]
            keys=keys,
            purpose=Purpose(form.cleaned_data["purpose"]),
            text=form.cleaned_data["text"],
            expected=int(expected) if expected.isdecimal() and len(expected) < LONGEST_COUNT else 0,
            by=signed_in(request),
        )
    except Changed as changed:
        messages.error(request, _("The list has changed since you looked: here is who would be written to now."))
        return _preview(request, keys, form, changed.now)
    return redirect("portfolio_desk:mailing", mailing.pk)


@for_role(RoleName.READER)
@require_safe
def mailing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is."""
    row: Mailing = get_object_or_404(Mailing.objects.select_related("by"), pk=pk)
    sent, total = queries.mailing_counts(row)
    return render(request, "portfolio/mailing.html", {"mailing": row, "sent": sent, "total": total})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button: mail programs that open links in advance refuse nothing for anybody."""
    email = tokens.read(token, request.territory)  # type: ignore[attr-defined]
    if email is None:
        return render(request, "portfolio/stop.html", {"email": "", "done": False}, status=404)
    if request.method == "POST":
        services.refuse(territory=request.territory, email=email)  # type: ignore[attr-defined]
    return render(request, "portfolio/stop.html", {"email": email, "done": request.method == "POST"})
