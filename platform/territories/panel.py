"""The way to the back-office, on the "My account" of a territory's team."""

from typing import Any

from django.http import HttpRequest

from accounts.people import signed_in
from territories.permissions import is_administrator, is_animator, role_of


def of_the_team(request: HttpRequest) -> dict[str, Any] | None:
    """None for who has no role here; costs nothing to who is no staff."""
    user, territory = signed_in(request), request.territory  # type: ignore[attr-defined]
    role = role_of(user, territory) if user.is_staff else None
    if role is None:
        return None
    return {
        "territory": territory,
        "role": role.label,
        "edits": is_animator(user, territory),
        "administers": is_administrator(user, territory),
    }
