"""The yearly review: what became of each commitment; it renews the signature for a year. Its reminders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.limits import within
from network.charters import queries
from network.charters.domain.states import REVIEW_OPENS, State, next_review, reminder_due
from network.charters.mailing import tell
from network.charters.models import Commitment, Outcome, OutcomeState, Review, Signature
from network.charters.services.news import announce_of

A_DAY = 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one commitment."""

    state: OutcomeState
    why: str = ""


class NotOpen(Exception):
    """The review may not be given: it is too early, or the signature does not hold any more."""


@transaction.atomic
def give_review(*, signature: Signature, due_on: date, user: User, judged: Mapping[int, Judged]) -> Review:
    """The review due on `due_on`, the day that was on the screen; given twice, it is once.

    `judged`: {commitment id: what became of it}, for each that runs. Raises NotOpen, and ValidationError where one is
    not judged or is not kept and nothing says why.
    """
    locked = _locked(signature.pk)
    given: Review | None = Review.objects.filter(signature=locked, due_on=due_on).first()
    if given is not None:
        return given
    if due_on != locked.review_on or not may_review(locked):
        raise NotOpen
    running = list(queries.running(Commitment.objects.filter(signature=locked)))
    _refuse_unsaid(running, judged)
    review = Review(
        signature=locked, due_on=due_on, given_at=timezone.now(), given_by=user, giver_name=user.get_full_name()
    )
    review.full_clean(exclude=["signature", "given_by"])
    review.save(force_insert=True)
    for commitment in running:
        _keep(review, commitment, judged[commitment.pk])
    locked.review_on, locked.reminders_sent = next_review(due_on, timezone.localdate()), 0
    locked.save(update_fields=["review_on", "reminders_sent"])
    announce_of("charter_reviewed", locked)
    return review


def may_review(signature: Signature, today: date | None = None) -> bool:
    return signature.state_on(today or timezone.localdate()) in (State.DUE, State.LATE)


def remind_due() -> int:
    """Send, in the active territory, the reminders of the day; returns how many. Run again, it sends none."""
    today = timezone.localdate()
    near = Signature.objects.filter(queries.in_force(today), review_on__lte=today + REVIEW_OPENS)
    return sum(_remind(pk, today) for pk in near.values_list("pk", flat=True))


@transaction.atomic
def remind(*, signature: Signature) -> bool:
    """By hand, from the desk: once a day at most; False where none is due or one was just sent."""
    locked = _locked(signature.pk)
    if not may_review(locked) or not within("charters-remind", locked.pk, 1, A_DAY):
        return False
    return tell(locked, "charters/mail/review") > 0


@transaction.atomic
def _remind(pk: UUID, today: date) -> bool:
    locked = _locked(pk)
    number = reminder_due(locked.review_on, today, locked.reminders_sent)
    if locked.ended_as or number is None:
        return False
    locked.reminders_sent = number
    locked.save(update_fields=["reminders_sent"])
    tell(locked, "charters/mail/review")
    return True


def _locked(pk: UUID) -> Signature:
    found: Signature = (
        Signature.objects.select_for_update(of=("self",))
        .select_related("territory__site", "charter", "organisation")
        .get(pk=pk)
    )
    return found


def _refuse_unsaid(running: list[Commitment], judged: Mapping[int, Judged]) -> None:
    for commitment in running:
        said = judged.get(commitment.pk)
        if said is None:
            raise ValidationError(_("Say what became of “%(text)s”.") % {"text": commitment.text})
        if said.state != OutcomeState.KEPT and not said.why.strip():
            raise ValidationError(_("Say why “%(text)s” was not kept.") % {"text": commitment.text})


def _keep(review: Review, commitment: Commitment, said: Judged) -> None:
    outcome = Outcome(review=review, commitment=commitment, state=said.state, why=said.why.strip())
    outcome.full_clean(exclude=["review", "commitment"])
    outcome.save(force_insert=True)
