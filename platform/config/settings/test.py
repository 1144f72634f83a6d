"""The test suite: SQLite in a file of its own unless DATABASE_URL says otherwise, and strict about everything."""

import os
import sys
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, CHANNEL_LAYERS, DATABASES, REDIS_URL, ROOT, TEMPLATES

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Parallel workers share no Redis database."""

SECRET_KEY = "tests only"  # noqa: S105
DEBUG = False
DEVELOPMENT = False
VAR = Path(tempfile.gettempdir()) / f"assett-tests-{os.getpid()}"
MEDIA_ROOT = VAR / "media"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server's threads would share one connection there, and see each other's
    # unfinished transactions.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"assett-tests-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a thread's connection would keep the test database from being dropped
if REDIS_URL:
    own = f"{REDIS_URL.rpartition('/')[0]}/{WORKER}"
    CACHES["default"]["LOCATION"] = own
    CHANNEL_LAYERS["default"]["CONFIG"]["hosts"][0]["address"] = own


def is_ours(template: str) -> bool:
    """Whether a template's file is this project's, or has no file at all; a library's own may be lax."""
    if template.startswith("<"):
        return True
    path = Path(template)
    return path.is_relative_to(ROOT) and not path.is_relative_to(sys.prefix)


class UnknownVariable(str):
    """Django's `string_if_invalid`, asked where a template names a variable that does not exist.

    In a template of ours it raises NameError; in a library's it is the usual empty string. The template is found
    by walking up to the node being rendered, which is the only place that knows it.
    """

    def __new__(cls) -> "UnknownVariable":
        return super().__new__(cls, "")

    def __bool__(self) -> bool:
        return self._template() is not None

    def __contains__(self, item: object) -> bool:
        return item == "%s" and bool(self)

    def __mod__(self, name: object) -> str:
        raise NameError(f"unknown template variable in {self._template()}: {name}")

    @staticmethod
    def _template() -> str | None:
        """The name of our template that is being rendered, None when it is a library's."""
        frame = sys._getframe(1)
        while frame := frame.f_back:  # type: ignore[assignment]
            if frame.f_code.co_name != "render_annotated":
                continue
            origin = getattr(frame.f_locals["self"], "origin", None)
            if origin is not None:
                return str(origin.name) if is_ours(str(origin.name)) else None
        return "a template"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable()  # type: ignore[index]
