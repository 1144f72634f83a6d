"""A room that votes: opening it, showing one question after another, voting, drawing conclusions."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from assessments.codesign.models import Comment, Room, Vote
from assessments.codesign.models.rooms import CODE_LENGTH
from assessments.codesign.queries.rooms import Tally, tallies
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which read as figures."""
MOST_BALLOTS = 600
"""Browsers that may vote in one room: a script cannot fill it without end."""
TRIES = 5


class RoomClosed(Exception):
    """The room votes no more."""


class RoomFull(Exception):
    """As many browsers have voted as a room may hold."""


@transaction.atomic
def open_room(*, version: FrameworkVersion, territory: Territory, user: User, title: str, questions: list[str]) -> Room:
    """A room with a code of its own. Raises ValidationError without a question to vote on."""
    if not questions:
        raise ValidationError(_("There is no question to vote on here."))
    room = Room(territory=territory, version=version, title=title, opened_by=user, questions=questions)
    for _try in range(TRIES):
        room.code = get_random_string(CODE_LENGTH, LETTERS)
        room.full_clean(validate_unique=False)
        try:
            with transaction.atomic():
                room.save(force_insert=True)
        except IntegrityError:  # another room, here or elsewhere, has this code
            continue
        return room
    raise ValidationError(_("No code is free at the moment: try again."))


@transaction.atomic
def show(*, room: Room, place: int) -> Room:
    """Put the question at `place`, from 0, on the screen; the first or the last one beyond the ends."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    room.place = max(0, min(place, len(room.questions) - 1))
    room.save(update_fields=["place", "updated_at"])
    return room


@transaction.atomic
def close_room(*, room: Room) -> None:
    Room.objects.filter(pk=room.pk, closed_at=None).update(closed_at=timezone.now())


def ballot_of(room: Room, secret: str) -> str:
    """What stands for a browser in one room: from a ballot one finds neither the browser nor its other rooms."""
    return salted_hmac(f"codesign.ballot:{room.pk}", secret, algorithm="sha256").hexdigest()


@transaction.atomic
def cast(*, room: Room, ballot: str, question: str, wish: str) -> None:
    """Vote, or change one's vote. Raises RoomClosed, RoomFull, or ValidationError on what is not asked here."""
    # Closing waits for votes under way, and no vote begins after it: the row of the room is the lock.
    room = Room.objects.select_for_update().get(pk=room.pk)
    if not room.is_open:
        raise RoomClosed
    if question not in room.questions or wish not in Vote.Wish.values:
        raise ValidationError(_("This room does not vote on that."))
    votes = Vote.objects.filter(room=room)
    if not votes.filter(ballot=ballot).exists() and votes.values("ballot").distinct().count() >= MOST_BALLOTS:
        raise RoomFull
    Vote.objects.bulk_create(
        [Vote(room=room, ballot=ballot, question_code=question, wish=wish)],
        update_conflicts=True, unique_fields=["room", "ballot", "question_code"], update_fields=["wish"],
    )  # fmt: skip


@transaction.atomic
def propose(*, room: Room, user: User) -> int:
    """Write under each question that the room wants dropped or changed what it voted; how many. Once for a room.

    The authors decide: no question is touched here. Raises ValidationError while the room still votes.
    """
    room = Room.objects.select_for_update().select_related("version", "territory").get(pk=room.pk)
    if room.is_open:
        raise ValidationError(_("Close the vote first: the counts may still change."))
    if room.proposed_at:
        raise ValidationError(_("The conclusions of this room are among the comments already."))
    wanted = [tally for tally in tallies(room) if tally.outcome in (Vote.Wish.DROP, Vote.Wish.CHANGE)]
    Comment.objects.bulk_create(
        Comment(
            territory=room.territory, version=room.version, node=tally.code, author=user, text=_in_words(room, tally)
        )
        for tally in wanted
    )
    room.proposed_at = timezone.now()
    room.save(update_fields=["proposed_at", "updated_at"])
    return len(wanted)


def _in_words(room: Room, tally: Tally) -> str:
    wish = _("drop") if tally.outcome == Vote.Wish.DROP else _("change")
    said = ngettext(
        "Workshop “%(room)s”: the room wishes to %(wish)s this question (%(count)s vote out of %(total)s).",
        "Workshop “%(room)s”: the room wishes to %(wish)s this question (%(count)s votes out of %(total)s).",
        tally.counts[tally.outcome],
    )
    return said % {"room": room.title, "wish": wish, "count": tally.counts[tally.outcome], "total": tally.total}
