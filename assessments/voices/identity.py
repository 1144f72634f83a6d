"""A link forwarded to a stranger opens nothing: each browser shows, once, that it reads the invited mailbox.

A code is sent to that very address and typed back in the same session, which is then known for this voice alone.
See docs/decisions/0013-voices.md.
"""

import hmac
import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac

from assessments.voices import services
from assessments.voices.models import Voice
from core.limits import within

LASTS = 15 * 60  # seconds
TRIES = 3
BETWEEN = 2 * 60  # seconds between two codes for one voice, whoever asks
CODES_A_DAY = 12  # for one voice: a stranger with the link cannot fill a mailbox
DAY = 24 * 3600  # seconds
MOST_KNOWN = 20
KEY = "voices.identity"
KNOWN = "voices"


def known(request: HttpRequest) -> list[str]:
    """The voices for which this browser showed who it is."""
    found: list[str] = request.session.get(KNOWN, [])
    return found


def is_known(request: HttpRequest, voice: Voice) -> bool:
    return str(voice.pk) in known(request)


def ask(request: HttpRequest, voice: Voice) -> bool:
    """Send a code to the invited address; False when one was sent a moment ago, or too many today."""
    if not cache.add(f"{KEY}:{voice.pk}", True, BETWEEN) or not within(KEY, voice.pk, CODES_A_DAY, DAY):
        return False
    code = get_random_string(6, "0123456789")
    services.mail_code(voice=voice, code=code)
    request.session[KEY] = {
        "voice": str(voice.pk), "digest": _digest(voice, code), "until": time.time() + LASTS, "tries": TRIES,
    }  # fmt: skip
    return True


def is_asked(request: HttpRequest, voice: Voice) -> bool:
    """Whether a code of this session can still be typed."""
    asked = request.session.get(KEY)
    if asked is None:
        return False
    return bool(asked["voice"] == str(voice.pk) and asked["tries"] > 0 and asked["until"] > time.time())


def prove(request: HttpRequest, voice: Voice, code: str) -> bool:
    """Whether `code` is the one: then this session is known. Each call uses up a try."""
    if not is_asked(request, voice):
        return False
    asked = request.session[KEY]
    # Requests sent at once read the same session: the cache counts them one by one.
    if not within(f"{KEY}.try", f"{voice.pk}:{asked['until']}", TRIES):
        return False
    request.session[KEY] = {**asked, "tries": asked["tries"] - 1}
    right = hmac.compare_digest(asked["digest"], _digest(voice, code.replace(" ", "")))
    if right:
        del request.session[KEY]
        others = [pk for pk in known(request) if pk != str(voice.pk)]
        request.session[KNOWN] = [*others, str(voice.pk)][-MOST_KNOWN:]
    return right


def _digest(voice: Voice, code: str) -> str:
    return salted_hmac(KEY, f"{voice.pk}:{code}", algorithm="sha256").hexdigest()
