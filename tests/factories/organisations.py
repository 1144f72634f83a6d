"""Organisations with numbers that hold. Call inside a scope."""

from itertools import count
from typing import Any

from stdnum import luhn

from accounts.models import User
from organisations.models import Invitation, MemberRole, Organisation
from organisations.services import create_organisation, invite
from territories.models import Territory
from territories.scope import active_territory

_numbers = count(1)


def make_siret(number: int | None = None) -> str:
    """A SIRET that nobody has but that its keys accept."""
    first = f"{(number or next(_numbers)) % 10**8:08d}"
    siren = first + luhn.calc_check_digit(first)
    return siren + "0001" + luhn.calc_check_digit(siren + "0001")


def make_organisation(owner: User | None = None, *, territory: Territory | None = None, **fields: Any) -> Organisation:
    facts = {"name": f"Atelier {next(_numbers)}", "kind": "company", "siret": make_siret(), **fields}
    home = territory or active_territory()
    return create_organisation(territory=home, owner=owner, **facts)


def make_invitation(
    organisation: Organisation, invited_by: User, email: str, role: str = MemberRole.CONTRIBUTOR
) -> Invitation:
    return invite(organisation=organisation, email=email, role=role, invited_by=invited_by)
