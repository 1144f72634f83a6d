"""Following the link of an invitation. Whoever holds it must be, or show that they are, the person invited."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.people import signed_in
from organisations import identity, services, tokens
from organisations.forms import CodeForm
from organisations.models import Invitation

GONE = 410


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites; a signed-in person accepts by POST."""
    found = _find(token)
    if found is None or found.state != Invitation.State.PENDING:
        return _closed(request, found.state if found else None)
    if not request.user.is_authenticated:
        return render(request, "organisations/invitation.html", {"invitation": found, "step": "sign_in"})
    if request.user.email != found.email:
        return _as_someone_else(request, found)
    if request.method == "POST":
        return _accept(request, found)
    return render(request, "organisations/invitation.html", {"invitation": found, "step": "accept"})


def _as_someone_else(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The link was forwarded, or the person has another address: only the invited mailbox can tell."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if identity.is_proved(request, found, form.cleaned_data["code"]):
            return _accept(request, found)
        form.add_error("code", _("This is not the code we sent, or it is too old: ask for a new one."))
    step = "code" if identity.is_asked(request, found) else "identity"
    context = {"invitation": found, "step": step, "form": form, "hidden_email": identity.veiled(found.email)}
    return render(request, "organisations/invitation.html", context)


@require_POST
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    found = _find(token)
    if found is None or found.state != Invitation.State.PENDING:
        return _closed(request, found.state if found else None)
    if request.user.is_authenticated and not identity.ask(request, found):
        messages.warning(request, _("A code is on its way already: wait a few minutes before asking again."))
    return redirect("organisations:invitation", token=token)


def _find(token: str) -> Invitation | None:
    pk = tokens.read(token)
    related = Invitation.objects.select_related("organisation__territory", "invited_by")
    found: Invitation | None = related.filter(pk=pk).first() if pk else None
    return found


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        services.accept_invitation(invitation=found, user=signed_in(request))
    except services.InvitationClosed as closed:
        return _closed(request, closed.state)
    messages.success(request, _("You now answer for %(organisation)s.") % {"organisation": found.organisation})
    return redirect("organisations:detail", pk=found.organisation_id)


def _closed(request: HttpRequest, state: Invitation.State | None) -> HttpResponse:
    """`state` None: a link that we did not make, or made for another territory."""
    status = GONE if state else 404
    return render(request, "organisations/invitation_closed.html", {"state": state or "unknown"}, status=status)
