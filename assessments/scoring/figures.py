"""Numbers as they were written, exact, and never so long that they would fill the memory."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

MOST_BITS = 1024
"""Of each term of a fraction: some 300 digits. Formulas feed formulas, and a few squares of squares are enough."""
MOST_DIGITS = 308


def bounded(value: Fraction) -> Fraction | None:
    """`value`, or None where its terms are longer than any real quantity's."""
    fits = value.numerator.bit_length() <= MOST_BITS and value.denominator.bit_length() <= MOST_BITS
    return value if fits else None


def exact(value: Any) -> Fraction | None:
    """The number as it was written: 0.1 is one tenth, not the nearest binary fraction. None for anything else.

    Also None for a number that no one could mean: 1e999999, written out, would fill the memory.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return None
    if isinstance(value, float):
        return Fraction(repr(value)) if isfinite(value) else None
    if isinstance(value, Decimal) and not (value.is_finite() and _is_short(value)):
        return None
    return bounded(Fraction(value))


def _is_short(value: Decimal) -> bool:
    return abs(value.adjusted()) <= MOST_DIGITS and len(value.as_tuple().digits) <= MOST_DIGITS
