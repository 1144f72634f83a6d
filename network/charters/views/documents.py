"""What machines read: keys, issuer, achievement, revocations. Public, and open to other sites' pages."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from network.charters import credentials, queries
from network.charters.badge import svg_of
from network.charters.domain import openbadges
from network.charters.views.access import adopted_or_404, territory_of

TEN_MINUTES = 600  # seconds
for_all = cache_control(public=True, max_age=TEN_MINUTES)


@for_all
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """A JWK Set (RFC 7517): every key that ever signed."""
    return _json({"keys": queries.public_keys(territory_of(request))})


@for_all
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    context = {"@context": openbadges.CONTEXT}
    keys_url = territory_of(request).root_url + reverse("charters:keys")
    return _json({**context, **credentials.issuer_of(territory_of(request)).to_dict(), "jwks_uri": keys_url})


@for_all
@require_safe
def achievement(request: HttpRequest, pk: UUID) -> HttpResponse:
    charter = adopted_or_404(request, pk).charter
    made = credentials.achievement_of(charter).to_dict(credentials.issuer_of(territory_of(request)))
    return _json({"@context": openbadges.CONTEXT, **made})


@for_all
@require_safe
def achievement_image(request: HttpRequest, pk: UUID) -> HttpResponse:
    charter = adopted_or_404(request, pk).charter
    svg = svg_of(credentials.picture_of(charter), territory_of(request).hue)
    return _open(HttpResponse(svg, content_type="image/svg+xml"))


@require_safe
def revocations(request: HttpRequest) -> HttpResponse:
    """Never cached: a signature withdrawn is known at once."""
    territory = territory_of(request)
    address = territory.root_url + reverse("charters:revocations")
    revoked = queries.revoked_credentials()
    response = _json(openbadges.revocations(address=address, issuer=credentials.issuer_of(territory), revoked=revoked))
    response["Cache-Control"] = "no-store"
    return response


def _json(document: dict[str, Any]) -> HttpResponse:
    return _open(JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1}))


def _open(response: HttpResponse) -> HttpResponse:
    """A badge is checked from other sites' pages."""
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    return response
