"""Texts kept in several languages: a JSON map `{"fr": "…", "en": "…"}`."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language

Texts = Mapping[str, str]


def pick(texts: Texts | None, language: str | None = None) -> str:
    """The text in `language` (default: the active one), else in the site's language, else in any; "" if none."""
    if not texts:
        return ""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return texts.get(wanted) or texts.get(settings.LANGUAGE_CODE[:2]) or next(iter(texts.values()), "")
