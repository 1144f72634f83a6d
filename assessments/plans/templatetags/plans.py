"""Figures as they are read."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.formats import number_format

from assessments.scoring import round_half_up

DECIMALS = 2
register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """ "1 234,5": a measured or planned figure, two decimals at most; "" for none."""
    if value is None:
        return ""
    shown = round_half_up(Fraction(value), DECIMALS).normalize()
    whole = shown == shown.to_integral()
    return str(number_format(int(shown) if whole else shown, use_l10n=True, force_grouping=True))
