"""Who may do what for an organisation: `user.has_perm("organisations.answer", organisation)`.

Members are looked up in the active scope: from another territory's host, nobody is a member.
"""

from typing import Any

import rules

from accounts import second_factor
from organisations.models import MemberRole, Membership, Organisation
from territories.models import RoleName
from territories.permissions import role_of


def member_role(user: Any, organisation: Organisation) -> MemberRole | None:
    """The person's part in the organisation, read once for each user object."""
    if not user.is_authenticated or not user.is_active:
        return None
    if getattr(user, "member_roles", None) is None:
        user.member_roles = {}
    parts: dict[Any, MemberRole | None] = user.member_roles
    if organisation.pk not in parts:
        rows = Membership.objects.filter(organisation=organisation, user=user).order_by()
        found = rows.values_list("role", flat=True).first()
        parts[organisation.pk] = MemberRole(found) if found else None
    return parts[organisation.pk]


def _territory_role(user: Any, organisation: Organisation, wanted: RoleName) -> bool:
    """The power of a role over other people's organisations asks for a second factor, as the back-office does."""
    role = role_of(user, organisation.territory)
    return role is not None and role.includes(wanted) and second_factor.has_one(user)


@rules.predicate
def is_owner(user: Any, organisation: Organisation | None) -> bool:
    return organisation is not None and member_role(user, organisation) == MemberRole.OWNER


@rules.predicate
def is_member(user: Any, organisation: Organisation | None) -> bool:
    return organisation is not None and member_role(user, organisation) is not None


@rules.predicate
def reads_for_territory(user: Any, organisation: Organisation | None) -> bool:
    return organisation is not None and _territory_role(user, organisation, RoleName.READER)


@rules.predicate
def administers_territory(user: Any, organisation: Organisation | None) -> bool:
    return organisation is not None and _territory_role(user, organisation, RoleName.ADMINISTRATOR)


rules.add_perm("organisations.view", is_member | reads_for_territory)
rules.add_perm("organisations.answer", is_member)
rules.add_perm("organisations.manage", is_owner | administers_territory)
