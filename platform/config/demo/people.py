"""Ready accounts, one for each role, listed at /demo/ and printed at the end of `manage.py demo`."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.translation import override

from accounts.models import User
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role

PASSWORD = "courbes de niveau"  # noqa: S105 - a demo account, made in development only


@dataclass(frozen=True)
class Account:
    """A line of /demo/: who one becomes, and where."""

    email: str
    what: str
    where: Territory
    password: str = PASSWORD


def national_team(portal: Territory) -> list[Account]:
    _person("equipe@national.example", "Équipe nationale", staff=True, national=True)
    return [Account("equipe@national.example", "équipe nationale", portal)]


def members_of(territory: Territory) -> list[Account]:
    """The owner and a contributor of the first invented organisation; they join it when it is made."""
    accounts = []
    for what in ("responsable", "contributrice"):
        email = f"{what}@{territory.slug}.example"
        _person(email, what.capitalize())
        accounts.append(Account(email, f"{what} d’une structure", territory))
    return accounts


def staff_of(territory: Territory) -> list[Account]:
    """One account for each role of a territory."""
    accounts = []
    for role in RoleName:
        email = f"{role}@{territory.slug}.example"
        with override("fr"):
            what = str(role.label)
        user = _person(email, f"{what}, {territory.name}", staff=True)
        with territory_scope(territory):
            grant_role(territory=territory, user=user, role=role)
        accounts.append(Account(email, what.lower(), territory))
    return accounts


def _person(email: str, name: str, *, staff: bool = False, national: bool = False) -> User:
    """The person, with a verified address and, for staff, a second factor; as they are if they exist already."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD, name=name, is_staff=staff, is_superuser=national)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    if staff and not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    return user
