"""The ways to the editor: the header's menu and "My account", for the team of the territory alone."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from territories.permissions import role_of
from ui.navigation import MenuItem, register


def connect() -> None:
    register(MenuItem(_("Questionnaires"), "editor:list", order=70, visible=is_of_the_team))


def is_of_the_team(request: HttpRequest) -> bool:
    """Costs nothing to who is no staff, and one query by request to who is."""
    user = request.user
    if not user.is_authenticated or not (user.is_staff or user.is_superuser):
        return False
    territory = getattr(request, "territory", None)
    return user.is_superuser or (territory is not None and role_of(user, territory) is not None)


def of_the_team(request: HttpRequest) -> dict[str, Any] | None:
    return {} if is_of_the_team(request) else None
