"""Small words of the editor's templates."""

from fractions import Fraction

from django import template
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

register = template.Library()
NAMES = dict(settings.LANGUAGES)


@register.filter
def language_name(code: str) -> str:
    """ "fr" → "French", in the language of the page; a code that the site does not know stays as it is."""
    name = NAMES.get(code)
    return f"({gettext(str(name)).lower()})" if name else f"({code})"


@register.filter
def times(count: int) -> range:
    """To repeat something `count` times."""
    return range(count)


@register.filter
def figure(value: Fraction | None) -> str:
    """A score to one decimal, in the language of the page; "–" for none."""
    return "–" if value is None else number_format(round(float(value), 1), decimal_pos=1)
