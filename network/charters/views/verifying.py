"""What a certificate's code proves, to whoever holds it."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.results.domain.codes import masked
from core.limits import within
from network.charters import queries
from network.charters.domain import codes
from network.charters.domain.states import State
from network.charters.domain.text import grouped
from network.charters.forms import CodeForm
from network.charters.models import Signature
from network.charters.views.access import private, territory_of
from territories.scope import Subtree, territory_scope

TRIES_A_MINUTE = 10
MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Proof:
    """Enough to compare with the certificate in hand. The organisation is masked unless it is listed, and the person
    is named only where they consent."""

    signature: Signature
    state: State
    organisation: str
    signer: str
    digest: str

    @property
    def holds(self) -> bool:
        return self.state.is_in_force


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """The public form; a code typed well leads to its own address."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("charters:verify_code", code=form.cleaned_data["code"])
    return render(request, "charters/verify.html", {"form": form})


@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """A few tries a minute and address: see docs/charters.md."""
    if not within("charters-verify", get_adapter().get_client_ip(request), TRIES_A_MINUTE, MINUTE):
        return private(render(request, "charters/verify_later.html", status=429))
    found = _find(request, code)
    context = {"form": CodeForm(), "proof": found, "typed": code[:40]}
    return private(render(request, "charters/verified.html", context, status=200 if found else 404))


def _find(request: HttpRequest, typed: str) -> Proof | None:
    """A territory vouches for its own signatures and for those below it."""
    code = codes.parse(typed)
    with territory_scope(Subtree(territory_of(request))):
        signature = queries.by_code(code) if code else None
    return _proof(signature) if signature else None


def _proof(signature: Signature) -> Proof:
    name = signature.organisation_name
    return Proof(
        signature=signature,
        state=signature.state_on(timezone.localdate()),
        organisation=name if signature.is_listed else masked(name),
        signer=f"{signature.signer_name}, {signature.signer_function}" if signature.shows_signer else "",
        digest=grouped(signature.digest),
    )
