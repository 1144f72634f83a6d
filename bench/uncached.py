"""Settings of a real site that keeps no part of a page: what the first reader of a result waits for."""

from config.settings.production import *  # noqa: F403
from config.settings.production import CACHES

CACHES["template_fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
