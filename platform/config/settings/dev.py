"""A developer's machine and the demo: nothing to configure, mail written to a folder."""

from .base import *  # noqa: F403
from .base import VAR, env

DEBUG = env.bool("DEBUG", default=False)  # the demo shows the pages that a visitor would see
SECRET_KEY = "development only, refused in production"  # noqa: S105
DEVELOPMENT = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

VAR.mkdir(parents=True, exist_ok=True)
