"""Showing that one reads the mail of an invited address: a code sent there, typed back in the same session."""

import hmac
import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

from core.limits import within
from organisations import services
from organisations.models import Invitation

LASTS = 15 * 60  # seconds
TRIES = 3
BETWEEN = 3 * 60  # seconds between two codes for one invitation, whoever asks
KEY = "organisations.identity"


def ask(request: HttpRequest, invitation: Invitation) -> bool:
    """Send a code to the invited address; False when one was sent a moment ago."""
    if not cache.add(f"{KEY}:{invitation.pk}", True, BETWEEN):
        return False
    code = get_random_string(6, "0123456789")
    services.mail_code(invitation=invitation, code=code)
    request.session[KEY] = {
        "invitation": str(invitation.pk),
        "digest": _digest(invitation, code),
        "until": time.time() + LASTS,
        "tries": TRIES,
    }
    return True


def is_asked(request: HttpRequest, invitation: Invitation) -> bool:
    """Whether a code of this session can still be typed."""
    asked = request.session.get(KEY)
    if asked is None:
        return False
    return bool(asked["invitation"] == str(invitation.pk) and asked["tries"] > 0 and asked["until"] > time.time())


def asked_at(request: HttpRequest) -> float:
    """When the code of this session ends: one count of tries for each code."""
    return float(request.session[KEY]["until"])


def is_proved(request: HttpRequest, invitation: Invitation, code: str) -> bool:
    """Whether `code` is the one; each call uses up a try."""
    if not is_asked(request, invitation):
        return False
    # Requests sent at once read the same session: the cache counts them one by one.
    if not within(KEY, f"{invitation.pk}:{asked_at(request)}", TRIES):
        return False
    asked = request.session[KEY]
    request.session[KEY] = {**asked, "tries": asked["tries"] - 1}
    right = hmac.compare_digest(asked["digest"], _digest(invitation, code.strip()))
    if right:
        del request.session[KEY]
    return right


def veiled(email: str) -> str:
    """ "m…@exemple.fr": enough for its owner, not for others."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def _digest(invitation: Invitation, code: str) -> str:
    return salted_hmac(KEY, f"{invitation.pk}:{code}", algorithm="sha256").hexdigest()
