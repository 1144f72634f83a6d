"""Filters on words, loaded in every template."""

import re

from django import template

from core.text import Texts, pick

register = template.Library()
register.filter("pick", pick)


@register.filter
def spaced(text: object) -> str:
    """Put the non-breaking spaces that French typography wants before : ; ? ! » % € and after «."""
    joined = re.sub(r"[ \u00a0\u202f]+([:;?!»%€])", "\u00a0\\1", str(text))
    return re.sub(r"«[ \u00a0\u202f]*", "«\u00a0", joined)


__all__ = ["Texts", "register", "spaced"]
