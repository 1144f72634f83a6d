"""Figures as people write them in cells."""

import re
from fractions import Fraction

_FIGURE = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_SPACES = re.compile(r"[\s\u00a0\u202f%]+")


def figure(written: str) -> Fraction | None:
    """ "12,5 %" as 25/2, "1 200" as 1200; None for what is no number."""
    bare = _SPACES.sub("", written)
    return Fraction(bare.replace(",", ".")) if _FIGURE.match(bare) else None
