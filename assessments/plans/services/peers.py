"""Offering to tell how it was done, and asking whoever offers. No address is shown: a form is mailed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.plans import queries
from assessments.plans.models import PeerOffer
from assessments.results.queries import current_of
from core.limits import within
from notifications.services import send_mail
from organisations.models import MemberRole, Membership, Organisation

DAY = 24 * 3600  # seconds
ASKED_A_DAY = 5  # by one organisation
RECEIVED_A_DAY = 3  # by one organisation, whoever asks
LONGEST_MESSAGE = 2_000  # characters


class TooMany(Exception):
    """A soft limit is reached: tomorrow, it works again."""


@transaction.atomic
def offer_to_share(*, organisation: Organisation, question: str, by: User) -> PeerOffer:
    """Accept to be written to about `question`, where the current answer is the best one. Raises ValidationError."""
    result = current_of(organisation)
    if result is None or question not in queries.mastered(result):
        raise ValidationError(_("Your answer to this question is not the best one any more: there is less to tell."))
    offer: PeerOffer
    offer, _made = PeerOffer.objects.get_or_create(
        organisation=organisation, question_code=question, defaults={"by": by}
    )
    return offer


@transaction.atomic
def withdraw_offer(*, organisation: Organisation, question: str) -> None:
    """Nobody is led to them any more."""
    PeerOffer.objects.filter(organisation=organisation, question_code=question).delete()


@transaction.atomic
def ask_peer(*, offer: PeerOffer, organisation: Organisation, author: User, message: str, practice: str) -> None:
    """Mail `message` to the managers of the organisation that offers, with the name and address of `author`, who
    was told so, to answer to. Raises TooMany."""
    asked = within("plan-peer-asks", organisation.pk, ASKED_A_DAY, DAY)
    if not asked or not within("plan-peer-asked", offer.organisation_id, RECEIVED_A_DAY, DAY):
        raise TooMany
    rows = Membership.objects.filter(
        organisation=offer.organisation_id, role=MemberRole.OWNER, user__is_active=True
    ).select_related("user")
    for manager in rows.order_by("since", "pk"):
        send_mail(
            template="plans/mail/asked",
            to=manager.user.email,
            territory=offer.organisation.territory,
            context={
                "practice": practice,
                "message": message,
                "person": author.name,
                "email": author.email,
                "organisation": organisation.name,
            },
            language=manager.user.language or "fr",
        )
