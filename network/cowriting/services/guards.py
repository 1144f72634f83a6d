"""What is asked before anyone writes: an open text, a seat, and not too much in an hour."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.limits import within
from network.cowriting.domain.calendar import Phase
from network.cowriting.models import Participant, Writing
from network.cowriting.queries.writings import writers
from organisations.models import Organisation

AN_HOUR = 60
"""Contributions of one person: proposals, opinions, comments."""


def locked(writing: Writing) -> Writing:
    """The row, held until the transaction ends: the text and the calendar change one at a time."""
    found: Writing = Writing.objects.select_for_update(of=("self",)).select_related("territory").get(pk=writing.pk)
    return found


def check_open(writing: Writing) -> None:
    """Raises ValidationError, in words, before the first day and after the last."""
    if writing.phase is Phase.BEFORE:
        day = date_format(writing.opens_on, "DATE_FORMAT")
        raise ValidationError(_("The discussion opens on %(day)s. Keep your text until then.") % {"day": day})
    if writing.phase is not Phase.OPEN:
        day = date_format(writing.last_day, "DATE_FORMAT")
        raise ValidationError(
            _("The discussion closed on %(day)s: nothing more can be posted. Your text is still here: copy it.")
            % {"day": day}
        )


def seat(writing: Writing, organisation: Organisation, user: User) -> Participant:
    """The organisation's seat, taken at its first contribution. Raises ValidationError to who may not write."""
    if not writers(user, writing).filter(pk=organisation.pk).exists():
        raise ValidationError(_("This organisation does not take part in this text."))
    if not within("cowriting", user.pk, AN_HOUR):
        raise ValidationError(_("Many contributions left from here already: try again in an hour."))
    found: Participant
    found, _made = Participant.objects.get_or_create(writing=writing, organisation=organisation)
    return found
