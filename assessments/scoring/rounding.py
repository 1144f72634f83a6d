"""Rounding, done once, at display."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """`value` to `decimals` places, a half going up: 62.5 shows 63, and 2.45 shows 2.5 at one place."""
    return Decimal(floor(value * 10**decimals + Fraction(1, 2))).scaleb(-decimals)
