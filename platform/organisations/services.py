"""Changes to organisations and to who answers for them."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.limits import within
from notifications.services import send_mail
from organisations import queries, tokens
from organisations.models import Invitation, MemberRole, Membership, Organisation
from territories.models import Commune, Territory
from territories.queries import territory_for_commune

INVITATION_LASTS = timedelta(days=14)
MOST_PENDING = 30
"""Open invitations an organisation may have: the form is not a way to send mail to strangers."""
INVITATIONS_AN_HOUR = 40  # by one person, whatever the organisation
INVITATIONS_A_DAY = 3  # of one organisation to one address
DAY = 24 * 3600  # seconds


class InvitationClosed(Exception):
    """Accepted, withdrawn or expired meanwhile; `state` says which."""

    def __init__(self, state: Invitation.State) -> None:
        super().__init__(state)
        self.state = state


@transaction.atomic
def create_organisation(
    *,
    name: str,
    kind: str,
    owner: User | None,
    territory: Territory | None = None,
    siren: str = "",
    siret: str = "",
    rna: str = "",
    naf_code: str = "",
    naf_version: str = "",
    size: str = "",
    legal_form: str = "",
    commune: Commune | None = None,
    is_fictional: bool = False,
) -> Organisation:
    """Register an organisation, in the nearest open territory of its commune unless one is given.

    Raises ValidationError: a number that does not hold, a SIRET that the territory has already, or a commune
    where no territory has opened.
    """
    home = territory or (territory_for_commune(commune) if commune else None)
    if home is None:
        raise ValidationError({"commune": _("No local authority has opened its space here yet.")})
    organisation = Organisation(
        territory=home, name=name, kind=kind, siren=siren, siret=siret, rna=rna, naf_code=naf_code,
        naf_version=naf_version, size=size, legal_form=legal_form, commune=commune, is_fictional=is_fictional,
    )  # fmt: skip
    organisation.full_clean()
    organisation.save(force_insert=True)
    if owner is not None:
        _add_member(organisation, owner, MemberRole.OWNER)
    return organisation


@transaction.atomic
def update_organisation(
    *,
    organisation: Organisation,
    name: str,
    kind: str,
    siren: str = "",
    siret: str = "",
    rna: str = "",
    naf_code: str = "",
    size: str = "",
    commune: Commune | None = None,
) -> Organisation:
    """Write down the facts as they are now. A new activity code is read in the nomenclature of the day."""
    if naf_code != organisation.naf_code:
        organisation.naf_version = ""
    facts = {
        "name": name, "kind": kind, "siren": siren, "siret": siret, "rna": rna, "naf_code": naf_code, "size": size,
        "commune": commune,
    }  # fmt: skip
    for field, value in facts.items():
        setattr(organisation, field, value)
    organisation.full_clean()
    organisation.save()
    return organisation


@transaction.atomic
def invite(*, organisation: Organisation, email: str, role: str, invited_by: User) -> Invitation:
    """Ask an address to join; an open invitation to the same address gives way to the new one.

    Raises ValidationError: already a member, too many open invitations or too many of late, not an address.
    """
    address = email.strip().lower()
    if queries.members(organisation).filter(user__email=address).exists():
        raise ValidationError({"email": _("This person is a member already.")})
    queries.open_invitations(organisation).filter(email=address).update(withdrawn_at=timezone.now())
    if queries.pending_count(organisation) >= MOST_PENDING:
        raise ValidationError(_("Too many invitations await an answer: withdraw some first."))
    invitation = Invitation(
        organisation=organisation, email=address, role=role, invited_by=invited_by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )  # fmt: skip
    invitation.full_clean()
    _keep_to_limits(invitation)
    invitation.save(force_insert=True)
    _mail_invitation(invitation, invited_by)
    return invitation


@transaction.atomic
def offer_to_join(*, organisation: Organisation, email: str, invited_by: User) -> str:
    """The path of an invitation to manage an organisation for which nobody answers yet, to put in a message of one's
    own: nothing is sent. An open invitation to the same address gives way to it."""
    address = email.strip().lower()
    queries.open_invitations(organisation).filter(email=address).update(withdrawn_at=timezone.now())
    invitation = Invitation(
        organisation=organisation, email=address, role=MemberRole.OWNER, invited_by=invited_by,
        expires_at=timezone.now() + INVITATION_LASTS,
    )  # fmt: skip
    invitation.full_clean()
    invitation.save(force_insert=True)
    return reverse("organisations:invitation", args=[tokens.make(invitation.pk)])


def _keep_to_limits(invitation: Invitation) -> None:
    """Withdrawing and asking again sends a mail each time: nobody's mailbox is filled from here."""
    who, whom = invitation.invited_by_id, f"{invitation.organisation_id}:{invitation.email}"
    if not within("invite", who, INVITATIONS_AN_HOUR) or not within("invited", whom, INVITATIONS_A_DAY, DAY):
        raise ValidationError(_("Several invitations have left already: try again later."))


def _mail_invitation(invitation: Invitation, invited_by: User) -> None:
    territory = invitation.organisation.territory
    path = reverse("organisations:invitation", args=[tokens.make(invitation.pk)])
    context: dict[str, object] = {
        "organisation": invitation.organisation.name,
        "invited_by": str(invited_by),
        "link": f"{territory.root_url}{path}",
        "days": INVITATION_LASTS.days,
    }
    send_mail(template="organisations/mail/invitation", to=invitation.email, territory=territory, context=context)


def mail_code(*, invitation: Invitation, code: str) -> None:
    """Send the invited address the code that lets the holder of the link show who they are."""
    organisation = invitation.organisation
    send_mail(
        template="organisations/mail/invitation_code",
        to=invitation.email,
        territory=organisation.territory,
        context={"organisation": organisation.name, "code": code},
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User) -> Membership:
    """Make the person a member. Raises InvitationClosed when somebody or something was faster."""
    # The organisation's row is the lock: of two who come at once, one is first.
    Organisation.objects.select_for_update().get(pk=invitation.organisation_id)
    now = timezone.now()
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=now)
    if not open_still.update(accepted_at=now, accepted_by=user):
        invitation.refresh_from_db()
        raise InvitationClosed(invitation.state)
    members = queries.members(invitation.organisation)
    known = members.filter(user=user).first()
    if known is not None:
        return known
    if not members.exists():
        _close_offers(invitation.organisation, now)
    return _add_member(invitation.organisation, user, MemberRole(invitation.role))


def _close_offers(organisation: Organisation, now: datetime) -> None:
    """Somebody answers for it from now on: who manages it beside them is theirs to say. A message to several
    addresses would let each of their readers in, for two weeks."""
    queries.open_invitations(organisation).filter(role=MemberRole.OWNER).update(withdrawn_at=now)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation) -> None:
    """Close the link. Raises InvitationClosed when it was accepted or withdrawn before."""
    open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not open_still.update(withdrawn_at=timezone.now()):
        invitation.refresh_from_db()
        raise InvitationClosed(invitation.state)


@transaction.atomic
def change_member_role(*, membership: Membership, role: str) -> None:
    """Raises ValidationError when nobody would be left to manage the organisation."""
    if role != MemberRole.OWNER:
        _keep_an_owner(membership)
    membership.role = role
    membership.full_clean()
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, membership: Membership) -> None:
    """Raises ValidationError when nobody would be left to manage the organisation."""
    _keep_an_owner(membership)
    membership.delete()


def _keep_an_owner(membership: Membership) -> None:
    # The organisation's row is the lock: two owners who leave at once are served one after the other.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    if membership.role == MemberRole.OWNER and not queries.other_owners(membership).exists():
        raise ValidationError(_("Name another manager first: somebody must be able to manage the organisation."))


def _add_member(organisation: Organisation, user: User, role: MemberRole) -> Membership:
    membership = Membership(organisation=organisation, user=user, role=role)
    membership.full_clean()
    membership.save(force_insert=True)
    return membership
