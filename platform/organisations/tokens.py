"""The word in an invitation's link: its id, signed. When it ends is read from the row, not from the link."""

from uuid import UUID

from django.core import signing

SALT = "organisations.invitation"


def make(invitation_id: UUID) -> str:
    return signing.dumps(str(invitation_id), salt=SALT)


def read(token: str) -> UUID | None:
    """The invitation's id; None when the link was cut or made up."""
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
