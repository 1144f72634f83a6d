"""What the words that people type may hold."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Line ends, control characters, and the marks that turn the direction of what follows (Unicode TR 36)."""


def one_line(text: str) -> None:
    """For names: they stand in the subject of mails that the platform signs, so neither a second line nor a link.

    Raises ValidationError.
    """
    if UNSEEN.search(text):
        raise ValidationError(_("Write it on one line, without special marks."), code="one_line")
    if "://" in text:
        raise ValidationError(_("Write a name, without a web address."), code="address")
