"""Reads about organisations, inside the active scope."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from organisations.models import Invitation, MemberRole, Membership, Organisation
from territories.models import Territory


def organisations_of(user: User) -> QuerySet[Organisation]:
    """Those that the person answers for, by name."""
    found: QuerySet[Organisation] = Organisation.objects.filter(memberships__user=user)
    return found.select_related("commune").order_by("name", "pk")


def with_siret(siret: str, territory: Territory) -> Organisation | None:
    """The territory's organisation of that number, if it is known already."""
    found: Organisation | None = Organisation.objects.filter(siret=siret, territory=territory).order_by("pk").first()
    return found


def members(organisation: Organisation) -> QuerySet[Membership]:
    found: QuerySet[Membership] = Membership.objects.filter(organisation=organisation)
    return found.select_related("user").order_by("since", "pk")


def other_owners(membership: Membership) -> QuerySet[Membership]:
    found: QuerySet[Membership] = Membership.objects.filter(organisation=membership.organisation, role=MemberRole.OWNER)
    return found.exclude(pk=membership.pk)


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn; the expired ones too, so that they can be sent again."""
    found: QuerySet[Invitation] = Invitation.objects.filter(organisation=organisation)
    return found.filter(accepted_at=None, withdrawn_at=None).order_by("-created_at", "pk")


def pending_count(organisation: Organisation) -> int:
    return open_invitations(organisation).filter(expires_at__gt=timezone.now()).count()
