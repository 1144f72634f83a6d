"""Who may edit a territory's pages."""

from typing import Any

from territories.models import Territory
from territories.permissions import is_animator


def may_enter(user: Any, territory: Territory) -> bool:
    """Staff of this very territory: its animators and administrators."""
    return bool(user.is_active and user.is_staff and is_animator(user, territory))
