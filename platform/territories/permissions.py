"""Who may do what for a territory: `user.has_perm("territories.administer", territory)`.

One question, one rule. A role is looked up in the active scope, so that a question about another territory than
the one whose host was called is answered no.
"""

from typing import Any

import rules

from territories.models import Role, RoleName, Territory
from territories.scope import EVERYWHERE, Everywhere, Subtree, active


def role_of(user: Any, territory: Territory) -> RoleName | None:
    """The person's role there, read once for each user object; None outside the active scope."""
    if not user.is_authenticated or not user.is_active or not _in_scope(territory):
        return None
    if getattr(user, "role_names", None) is None:
        user.role_names = {}
    names: dict[int, RoleName | None] = user.role_names
    if territory.pk not in names:
        found = Role.objects.filter(territory=territory, user=user).values_list("role", flat=True).first()
        names[territory.pk] = RoleName(found) if found else None
    return names[territory.pk]


def _in_scope(territory: Territory) -> bool:
    scope = active()
    if isinstance(scope, Everywhere):
        return scope is EVERYWHERE
    if isinstance(scope, Subtree):
        return territory.lineage.startswith(scope.root.lineage)
    return scope.pk == territory.pk


def _at_least(wanted: RoleName) -> Any:
    def holds(user: Any, territory: Territory | None) -> bool:
        role = role_of(user, territory) if territory is not None else None
        return role is not None and role.includes(wanted)

    return rules.predicate(holds, name=f"is_{wanted}")


is_administrator = _at_least(RoleName.ADMINISTRATOR)
is_animator = _at_least(RoleName.ANIMATOR)
is_moderator = _at_least(RoleName.MODERATOR)
is_reader = _at_least(RoleName.READER)

rules.add_perm("territories.administer", is_administrator)
rules.add_perm("territories.animate", is_animator)
rules.add_perm("territories.moderate", is_moderator)
rules.add_perm("territories.read", is_reader)
