"""Figures as they are read."""

from decimal import Decimal
from fractions import Fraction

from django import template

from assessments.responses.phrasing import number

register = template.Library()


@register.filter
def figure(value: Decimal | None) -> str:
    """ "1 234,5": a measured or planned figure, two decimals at most; "" for none."""
    return "" if value is None else number(Fraction(value))
