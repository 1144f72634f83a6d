"""Opening a text to those who write it, its calendar, its guests, its end."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from network.charters.models import Charter, CharterVersion
from network.cowriting.domain.calendar import Phase
from network.cowriting.models import Participant, Revision, What, Who, Writing
from network.cowriting.queries.writings import named, writers
from network.cowriting.services import texts
from network.cowriting.services.guards import locked
from network.cowriting.services.journal import record
from organisations.models import Organisation
from outbox.services import announce


@transaction.atomic
def open_writing(
    *, version: CharterVersion, user: User, opens_on: date, closes_on: date, who: Who, introduction: str = "",
    language: str = "fr",
) -> Writing:  # fmt: skip
    """Open a draft to discussion. A charter in common is written by those invited only.

    Raises ValidationError: not a draft, opened already, days reversed or past.
    """
    version = CharterVersion.objects.select_for_update(of=("self",)).select_related("charter__territory").get(
        pk=version.pk
    )  # fmt: skip
    charter: Charter = version.charter
    chosen = Who.INVITED if charter.is_in_common else who
    writing = Writing(
        territory=charter.territory, version=version, language=language, introduction=introduction,
        opens_on=opens_on, closes_on=closes_on, who=chosen, opened_by=user,
    )  # fmt: skip
    writing.full_clean()
    _check_days(closes_on)
    texts.begin_discussion(version)
    writing.save(force_insert=True)
    Revision.objects.create(writing=writing, number=1, body=texts.read(version, language).to_dict(), by=user)
    record(writing=writing, what=What.OPENED, detail=_days(writing))
    if charter.is_in_common:
        _seat_all(writing, charter.organisations.order_by("pk"))
    announce(topic="charter_discussion_opened", territory=writing.territory, payload={"writing": str(writing.pk)})
    return writing


@transaction.atomic
def move(*, writing: Writing, opens_on: date, closes_on: date, reason: str = "") -> Writing:
    """Change the calendar; the journal tells it, with `reason`. Raises ValidationError once adopted."""
    writing = _unfinished(writing)
    writing.opens_on, writing.closes_on = opens_on, closes_on
    writing.full_clean()
    _check_days(closes_on)
    writing.closing_told, writing.closed_at = False, None
    writing.save(update_fields=["opens_on", "closes_on", "closed_at", "closing_told", "updated_at"])
    record(writing=writing, what=What.MOVED, detail=" · ".join(filter(None, [_days(writing), reason.strip()])))
    return writing


@transaction.atomic
def close(*, writing: Writing, reason: str = "") -> Writing:
    """Close the discussion before its last day. Raises ValidationError where it is not open."""
    writing = locked(writing)
    if not writing.is_open:
        raise ValidationError(_("The discussion is not open."))
    writing.closed_at = timezone.now()
    writing.save(update_fields=["closed_at", "updated_at"])
    record(writing=writing, what=What.CLOSED, detail=reason)
    _tell_closed(writing)
    return writing


@transaction.atomic
def invite(*, writing: Writing, organisations: Iterable[Organisation]) -> int:
    """Give a seat to organisations of the territory; how many had none."""
    return _seat_all(_unfinished(writing), organisations)


def _seat_all(writing: Writing, organisations: Iterable[Organisation]) -> int:
    given = 0
    for organisation in organisations:
        if organisation.territory_id != writing.territory_id:
            raise ValidationError(_("Only organisations of this territory can be invited."))
        found, _made = Participant.objects.get_or_create(writing=writing, organisation=organisation)
        if found.invited_at is None:
            found.invited_at = timezone.now()
            found.save(update_fields=["invited_at"])
            record(writing=writing, what=What.INVITED, organisation=organisation)
            given += 1
    return given


@transaction.atomic
def choose_name(*, writing: Writing, organisation: Organisation, user: User, named: bool) -> Participant:
    """Say whether the adopted text may name the organisation. Until the adoption, also after the last day."""
    writing = _unfinished(writing)
    if not writers(user, writing).filter(pk=organisation.pk).exists():
        raise ValidationError(_("This organisation does not take part in this text."))
    seat: Participant
    seat, _made = Participant.objects.get_or_create(writing=writing, organisation=organisation)
    seat.named, seat.named_at, seat.named_by = named, timezone.now(), user
    seat.save(update_fields=["named", "named_at", "named_by"])
    return seat


@transaction.atomic
def sum_up(*, writing: Writing, synthesis: str) -> Writing:
    """Publish what was kept and why. The former wording stays in the journal."""
    writing = locked(writing)
    record(writing=writing, what=What.SUMMED_UP, detail=writing.synthesis)
    writing.synthesis = synthesis
    writing.full_clean()
    writing.save(update_fields=["synthesis", "updated_at"])
    return writing


@transaction.atomic
def adopt(*, writing: Writing) -> Writing:
    """The text as it stands becomes the charter, and names those who agreed to be named.

    Raises ValidationError: while it is open, proposals without an answer, or what `charters` refuses.
    """
    writing = _unfinished(writing)
    if writing.phase is not Phase.CLOSED:
        raise ValidationError(_("The discussion is not over: close it, or wait for its last day to pass."))
    if writing.proposals.filter(settled_at=None).exists():
        raise ValidationError(_("Answer every proposal first: each organisation that wrote is owed an answer."))
    texts.catch_up(writing)
    texts.adopt(writing=writing, names=named(writing))
    writing.adopted_at = timezone.now()
    writing.save(update_fields=["adopted_at", "updated_at"])
    record(writing=writing, what=What.ADOPTED)
    _tell_closed(writing)
    return writing


@transaction.atomic
def tell_closings() -> int:
    """Announce the discussions of the active scope whose last day has passed, once each; how many."""
    over = Writing.objects.filter(closing_told=False, closes_on__lt=timezone.localdate()).select_related("territory")
    return sum(_tell_closed(writing) for writing in over.order_by("pk"))


def _tell_closed(writing: Writing) -> int:
    if Writing.objects.filter(pk=writing.pk, closing_told=False).update(closing_told=True) == 0:
        return 0
    announce(topic="charter_discussion_closed", territory=writing.territory, payload={"writing": str(writing.pk)})
    return 1


def _unfinished(writing: Writing) -> Writing:
    found = locked(writing)
    if found.adopted_at is not None:
        raise ValidationError(_("This text is adopted: it changes no more."))
    return found


def _check_days(closes_on: date) -> None:
    if closes_on < timezone.localdate():
        raise ValidationError({"closes_on": _("This day has passed already.")})


def _days(writing: Writing) -> str:
    return f"{date_format(writing.opens_on, 'DATE_FORMAT')} → {date_format(writing.closes_on, 'DATE_FORMAT')}"
