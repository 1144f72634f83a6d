"""The word in the link that stops the messages of one territory: the address, signed. It ends never: one may always
refuse. A message passed on gives no way to refuse those of other territories in somebody's name."""

from django.core import signing

from territories.models import Territory

SALT = "portfolio.stop"


def make(email: str, territory: Territory) -> str:
    return signing.dumps(email.lower(), salt=f"{SALT}.{territory.pk}")


def read(token: str, territory: Territory) -> str | None:
    """The address; None when the link was cut, made up, or is another territory's."""
    try:
        found = signing.loads(token, salt=f"{SALT}.{territory.pk}")
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) else None
