"""Pages for what went wrong, each saying what to do. That of a failure touches neither database nor session."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _bare(request, "ui/errors/400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return _bare(request, "ui/errors/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/csrf.html", {"back": request.path}, status=HTTPStatus.FORBIDDEN)


def _bare(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """Without context processors: no user, no menu, nothing that asks the database."""
    territory = getattr(request, "territory", None)
    return HttpResponse(render_to_string(template, {"territory": territory}), status=status)
