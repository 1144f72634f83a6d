"""/demo/, in development only: who one can become, with the six digits of the moment for those who need them."""

import time

from allauth.mfa import app_settings as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from config.demo.people import PASSWORD
from territories.models import Territory


@never_cache
@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """The accounts of the demo, by territory."""
    territories = Territory.objects.select_related("site").order_by("-kind", "name")
    groups = [(territory, _accounts(territory)) for territory in territories]
    return render(request, "config/demo.html", {"groups": groups, "password": PASSWORD})


def _accounts(territory: Territory) -> list[dict[str, str]]:
    people = User.objects.filter(email__endswith=f"@{territory.slug}.example").order_by("is_staff", "email")
    codes = {
        factor.user_id: _code_now(decrypt(factor.data["secret"]))
        for factor in Authenticator.objects.filter(user__in=people, type=Authenticator.Type.TOTP).order_by()
    }
    return [{"email": user.email, "name": user.name, "code": codes.get(user.pk, "")} for user in people]


def _code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // mfa.TOTP_PERIOD)))
