"""A real authority's site. An unsafe value refuses to start and says the fix."""

from django.core.exceptions import ImproperlyConfigured

from config.logs import as_json

from .base import *  # noqa: F403
from .base import SECRET_KEY, env

DEVELOPMENT = False
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing or too short: set 50 random characters or more, for instance "
        "`python -c 'import secrets; print(secrets.token_urlsafe(64))'`."
    )
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
# A territory may answer on a host of its authority's domain: what its neighbours there do is not ours to force.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# Browsers take such a name from this very host only: a neighbour under the same domain cannot plant a session.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
LOGGING = as_json(env.str("LOG_LEVEL", default="INFO"))
