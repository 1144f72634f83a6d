"""Settings shared by every profile. Values come from the environment: see docs/configuration.md.

Profiles differ by two variables only: DATABASE_URL (SQLite when absent) and REDIS_URL (in process when absent).
"""

from pathlib import Path
from typing import Any

import django_stubs_ext
import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .sign_in import *  # noqa: F403

django_stubs_ext.monkeypatch()  # lets QuerySet[Commune] and CharField[str, str] be written at run time

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]
VAR = Path(env.str("ASSETT_VAR", default=str(ROOT / "var")))
"""Everything the running site writes: database, media, mail, index, locks."""

SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", ".localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_HOST = env.str("PORTAL_HOST", default="localhost")
PORTAL_PORT = env.int("PORTAL_PORT", default=8000)

INSTALLED_APPS = [
    "config",
    "cms",
    "network.portfolio",
    "network.conditionality",
    "network.cowriting",
    "network.charters",
    "assessments.plans",
    "assessments.learning",
    "assessments.toolbox",
    "assessments.voices",
    "assessments.benchmarks",
    "assessments.codesign",
    "assessments.editor",
    "assessments.rehearsals",
    "assessments.results",
    "assessments.responses",
    "assessments.frameworks",
    "organisations",
    "notifications",
    "outbox",
    "territories",
    "accounts",
    "ui",
    "core",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.BackOfficeUsersConfig",  # wagtail.users, for our User
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "drf_spectacular",
    "channels",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are compressed here, not at a proxy that an installation may lack. It adds random bytes and Django masks
    # its tokens, so that the length of a page tells nothing of a secret in it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "cms.policy.PolicyMiddleware",
    "territories.middleware.TerritoryMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ui.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cms.gate.BackOfficeGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "territories.context_processors.territory",
            ],
            "builtins": ["django.templatetags.i18n", "core.templatetags.text", "ui.templatetags.ui"],
        },
    }
]

FORM_RENDERER = "ui.forms.Renderer"
CSRF_FAILURE_VIEW = "ui.errors.csrf_failure"

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'assett.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, readers never wait; IMMEDIATE takes the lock first instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None  # opening the file again costs more than many a page's queries
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
EMBEDDED = not REDIS_URL
"""One process serves everything: HTTP, websockets, worker and beat."""

CHANNEL_LAYERS: dict[str, dict[str, Any]]
if EMBEDDED:
    # Rate limits are counted there: three hundred entries, Django's default, would let anyone push them out.
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
    }
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CELERY_BROKER_URL = "memory://"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.02}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    # redis-py 8 closes idle blocking reads unless told not to.
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_timeout": None}]},
        }
    }
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
# The outbox is the durable source: a broker that does not answer must fail fast, not hold a request.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BROKER_CONNECTION_TIMEOUT = 2  # seconds
CELERY_BEAT_SCHEDULE = {
    "outbox-dispatch": {"task": "outbox.tasks.dispatch_due", "schedule": 5.0, "options": {"expires": 5}},
    "outbox-purge": {"task": "outbox.tasks.purge", "schedule": 24 * 3600.0},
    "codesign-forget": {"task": "assessments.codesign.tasks.forget_addresses", "schedule": 24 * 3600.0},
    # At an hour rather than every 24: a process that starts again each day would never come to it.
    "benchmarks-roll-up": {"task": "assessments.benchmarks.tasks.roll_up", "schedule": crontab(hour="3", minute="10")},
    "results-forget-pages": {
        "task": "assessments.results.tasks.forget_pages",
        "schedule": crontab(hour="3", minute="40"),
    },
    "charters-follow": {"task": "network.charters.tasks.follow_signatures", "schedule": crontab(hour="6", minute="0")},
    "plans-remind": {"task": "assessments.plans.tasks.remind", "schedule": crontab(hour="7", minute="0")},
    "charters-menus": {"task": "network.charters.tasks.remember_menus", "schedule": crontab(minute="20")},
    "cowriting-close": {"task": "network.cowriting.tasks.close_discussions", "schedule": crontab(minute="5")},
}


LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_HANDLERS = [
    "core.uploads.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds, less than the outbox's lease
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="ne-pas-repondre@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"  # kept in both, read from the cache
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

WAGTAIL_SITE_NAME = "ASSETT"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default=f"http://{PORTAL_HOST}:{PORTAL_PORT}")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False  # it asks releases.wagtail.org from the editor's browser
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Documents come from the very host of the pages, whose policy trusts its own host's scripts: none among them.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
# Else a typed address is looked up on every territory's site, and answers with the title of its draft.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]

REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
SPECTACULAR_SETTINGS = {"TITLE": "ASSETT", "VERSION": "1", "PREPROCESSING_HOOKS": ["config.api.only_api"]}

COMPANY_LOOKUP_URL = env.str("COMPANY_LOOKUP_URL", default="https://recherche-entreprises.api.gouv.fr")
COMPANY_LOOKUP_TIMEOUT = 2.0  # seconds
