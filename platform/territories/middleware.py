"""Opens the scope of a request: host → territory. Its websocket twin is in territories/websocket.py."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territories.hosts import territory_for_host
from territories.scope import territory_scope

PROBES = ("/healthz", "/readyz")
ANY_HOST = "/ui/"
"""The look and its gallery answer everywhere: the page of an unknown host takes its colours from there."""


class TerritoryMiddleware:
    """Sets `request.territory`; a host that no territory answers on gets a 404 that says where to go.

    Wagtail is told the site too: it would ask the database again, and fall back on another site where it found none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES or request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        territory = territory_for_host(request.get_host())
        request.territory = territory  # type: ignore[attr-defined]
        if territory is None:
            return self.get_response(request) if request.path.startswith(ANY_HOST) else unknown_host(request)
        request._wagtail_site = territory.site  # type: ignore[attr-defined]  # see wagtail.models.Site.find_for_request
        with territory_scope(territory):
            return self.get_response(request)


def unknown_host(request: HttpRequest) -> HttpResponse:
    portal = f"{request.scheme}://{settings.PORTAL_HOST}"
    if settings.PORTAL_PORT not in (80, 443):
        portal += f":{settings.PORTAL_PORT}"
    return render(request, "ui/errors/unknown_host.html", {"portal_url": portal}, status=404)
