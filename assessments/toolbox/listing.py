"""Things said one after the other."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def listed(things: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return _joined(things, _("%(first)s and %(last)s"))


def either(things: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    return _joined(things, _("%(first)s or %(last)s"))


def _joined(things: Sequence[str], pattern: str) -> str:
    *first, last = things or ("",)
    return pattern % {"first": ", ".join(first), "last": last} if first else last
