"""What is too much: figures, days, files."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_ACTIONS = 200
"""In one plan, given-up ones too."""
MOST_BYTES = 60_000_000  # of the files of one action
MOST_FILES = 20  # of one action
MOST_MEASURES = 200  # of one action
UPLOADS_AN_HOUR = 60  # of one action
FURTHEST = timedelta(days=3_660)
"""A plan further than ten years away is a dream or a typing mistake."""
OLDEST = timedelta(days=3_660)


def check_due(due_on: date, today: date) -> None:
    """Raises ValidationError, in words."""
    if due_on < today:
        raise ValidationError(_("This day is past: give one to come, today at the earliest."), code="past")
    if due_on > today + FURTHEST:
        raise ValidationError(_("This is more than ten years away: check the year."), code="far")


def check_past(day: date, today: date) -> None:
    """For what is said to have happened. Raises ValidationError, in words."""
    if day > today:
        raise ValidationError(_("This day is to come: give today or a day before."), code="future")
    if day < today - OLDEST:
        raise ValidationError(_("This is more than ten years ago: check the year."), code="old")
