"""People. `make_staff` has a second factor, as the back-office wants."""

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import User

PASSWORD = "quatorze lignes de niveau"
_numbers = count(1)


def make_user(email: str = "", *, password: str | None = None, **fields: Any) -> User:
    """Someone whose address is verified. No password unless given: they sign in by code."""
    user = User.objects.create_user(email or f"personne{next(_numbers)}@exemple.fr", password, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def add_second_factor(user: User) -> User:
    TOTP.activate(user, generate_totp_secret())
    return user


def make_staff(email: str = "", **fields: Any) -> User:
    return add_second_factor(make_user(email, is_staff=True, **fields))
