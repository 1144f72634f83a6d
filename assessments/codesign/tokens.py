"""The word in a pioneer's link: the invitation's id, signed. Whether it still opens is read from the rows."""

from uuid import UUID

from django.core import signing

SALT = "codesign.invitation"


def make(invitation_id: UUID) -> str:
    return signing.dumps(invitation_id.hex, salt=SALT)


def read(token: str) -> UUID | None:
    """The invitation's id; None when the link was cut or made up."""
    try:
        return UUID(hex=signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
