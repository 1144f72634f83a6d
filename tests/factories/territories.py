"""People with a role in a territory."""

from typing import Any

from accounts.models import User
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.factories.accounts import add_second_factor, make_user


def make_agent(
    territory: Territory, role: RoleName | str = RoleName.ADMINISTRATOR, email: str = "", **fields: Any
) -> User:
    """Someone of the authority's team, with the second factor that the back-office wants."""
    user = add_second_factor(make_user(email, **fields))
    with territory_scope(territory):
        grant_role(territory=territory, user=user, role=RoleName(role))
    return user
