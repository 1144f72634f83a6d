"""Numbers as authors type them: "2", "0,5", "1/3"."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessments.editor import wording

NOT_A_NUMBER = _("Write a number, such as 2 or 0.5.")
LONGEST = 40  # characters


def read(text: str) -> Fraction | None:
    """None for an empty text. Raises ValidationError."""
    typed = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(",", ".")
    if not typed:
        return None
    try:
        if len(typed) > LONGEST or "e" in typed.lower():
            raise ValueError(typed[:LONGEST])
        return Fraction(typed)
    except (ValueError, ZeroDivisionError) as error:
        raise ValidationError(NOT_A_NUMBER) from error


def plain(text: str) -> str:
    """As the history keeps it. Raises ValidationError."""
    value = read(text)
    return "" if value is None else str(value)


def shown(stored: str) -> str:
    """As its author would type it."""
    return wording.weight(Fraction(stored)) if stored else ""
