"""The word in the link that stops the messages: the address, signed. It ends never: one may always refuse."""

from django.core import signing

SALT = "portfolio.stop"


def make(email: str) -> str:
    return signing.dumps(email.lower(), salt=SALT)


def read(token: str) -> str | None:
    """The address; None when the link was cut or made up."""
    try:
        found = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) else None
