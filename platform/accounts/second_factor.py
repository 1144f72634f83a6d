"""Whether someone has a second factor: an application's code or a passkey. Recovery codes alone are none."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _factors(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type__in=FACTORS)
    return found


def has_one(user: User) -> bool:
    return _factors(user).exists()


def has_another(user: User, than: Authenticator) -> bool:
    return _factors(user).exclude(pk=than.pk).exists()


def leave_no_session_behind(request: HttpRequest, user: User, **_: Any) -> None:
    """Sessions opened elsewhere passed no second factor: they end when the first one stands."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()


def connect() -> None:
    authenticator_added.connect(leave_no_session_behind, dispatch_uid="accounts-second-factor-added")
