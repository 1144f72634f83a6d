"""The territory's team looks at what was declared done."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.plans.models import Action, Happened, Status
from assessments.plans.services.actions import locked, note, tell
from notifications.services import send_mail
from organisations.models import MemberRole, Membership


@transaction.atomic
def verify(*, action: Action, agent: User) -> Action:
    """Mark it as verified, once. Raises ValidationError where it is not declared done any more."""
    held = locked(action)
    if held.is_verified:
        return held
    _check_done(held)
    held.verified_by, held.verified_at = agent, timezone.now()
    held.save(update_fields=["verified_by", "verified_at", "updated_at"])
    note(held, Happened.VERIFIED, agent)
    tell("action_verified", held)
    return held


@transaction.atomic
def send_back(*, action: Action, agent: User, words: str, url: str) -> Action:
    """Put it back under way with what is missing, in words, and tell whoever takes care of it by e-mail.

    `url`: the page of the action. Raises ValidationError.
    """
    held = locked(action)
    if not words.strip():
        raise ValidationError({"words": _("Say what is missing: they will read it.")})
    _check_done(held)
    held.status, held.done_on = Status.DOING, None
    held.verified_by, held.verified_at = None, None
    held.sent_back = words
    held.full_clean()
    held.save()
    note(held, Happened.SENT_BACK, agent, words)
    for member in people_of(held):
        send_mail(
            template="plans/mail/sent_back",
            to=member.email,
            territory=held.plan.organisation.territory,
            context={"title": held.title, "organisation": held.plan.organisation.name, "words": words, "url": url},
            language=member.language or "fr",
        )
    return held


def people_of(action: Action) -> list[User]:
    """Whom a mail about it goes to: its owner if they still answer for the organisation, else its managers."""
    rows = Membership.objects.filter(organisation=action.plan.organisation_id, user__is_active=True)
    members = list(rows.select_related("user").order_by("since", "pk"))
    own = [member.user for member in members if member.user_id == action.owner_id]
    return own or [member.user for member in members if member.role == MemberRole.OWNER]


def _check_done(action: Action) -> None:
    if action.status != Status.DONE:
        raise ValidationError(_("This action is not declared done any more."), code="not_done")
