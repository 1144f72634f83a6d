from dataclasses import dataclass

import pytest

from accounts.models import User
from network.cowriting.models import Writing
from organisations.models import Organisation
from territories.models import RoleName, Territory
from territories.services import grant_role
from tests.e2e.conftest import bare_site, spaces  # noqa: F401  (fixtures, found by name)
from tests.factories.accounts import make_staff, make_user
from tests.factories.cowriting import make_writing
from tests.factories.organisations import make_organisation


@dataclass
class Cast:
    """A text open to everyone in Poitiers; two organisations, each with its member; an animator, an administrator."""

    writing: Writing
    user: User
    organisation: Organisation
    other_user: User
    other: Organisation
    animator: User
    administrator: User


@pytest.fixture
def cast(in_poitiers: Territory) -> Cast:
    people = [make_user(), make_user()]
    animator, administrator = make_staff(), make_staff()
    grant_role(territory=in_poitiers, user=animator, role=RoleName.ANIMATOR)
    grant_role(territory=in_poitiers, user=administrator, role=RoleName.ADMINISTRATOR)
    return Cast(
        make_writing(user=animator),
        people[0],
        make_organisation(people[0], name="Menuiserie Clairbois"),
        people[1],
        make_organisation(people[1], name="Boulangerie du Pont"),
        animator,
        administrator,
    )
