"""Loading what an address names. Who may not see a thing gets the 404 of what does not exist."""

from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers

from accounts.models import User
from network.charters import queries
from network.charters.models import Charter, CharterVersion, Signature
from network.charters.services import may_be_of
from organisations.models import Organisation
from territories.models import Territory

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    return territory


def person(request: HttpRequest) -> User:
    """Who is signed in: for views that asked for it."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def charter_or_404(request: HttpRequest, pk: UUID) -> Charter:
    charter: Charter = get_object_or_404(Charter.objects.all(), pk=pk)
    charter.territory = territory_of(request)
    return charter


def adopted_or_404(request: HttpRequest, pk: UUID) -> CharterVersion:
    """The adopted text of charter `pk`."""
    version = queries.adopted_version(charter_or_404(request, pk))
    if version is None:
        raise Http404
    return version


def organisation_or_404(request: HttpRequest, pk: UUID, permission: str) -> Organisation:
    organisation: Organisation = get_object_or_404(Organisation.objects.select_related("territory", "commune"), pk=pk)
    if not request.user.has_perm(permission, organisation):
        raise Http404
    return organisation


def offered_or_404(charter: Charter, organisation: Organisation) -> None:
    if not may_be_of(charter, organisation):
        raise Http404


def signature_or_404(request: HttpRequest, pk: UUID, permission: str = "charters.follow") -> Signature:
    """The signature, for who has `permission` for its organisation; its territory loaded."""
    signature: Signature = get_object_or_404(queries.signatures(), pk=pk)
    territory = territory_of(request)
    signature.territory = signature.charter.territory = signature.organisation.territory = territory
    if not request.user.has_perm(permission, signature.organisation):
        raise Http404
    return signature


def private(response: AnyResponse) -> AnyResponse:
    """Never kept by a cache, never listed by a search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
