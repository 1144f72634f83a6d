"""The back-office wants a second factor."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import second_factor


class SecondFactorMiddleware:
    """Sends staff who have none to set one up, before any page under SECOND_FACTOR_PATHS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(settings.SECOND_FACTOR_PATHS) and _lacks_one(request):
            following = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('accounts:second_factor')}?{following}")
        return self.get_response(request)


def _lacks_one(request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and (user.is_staff or user.is_superuser) and not second_factor.has_one(user)
