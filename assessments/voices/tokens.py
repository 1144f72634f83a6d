"""The words in links: the id of a voice, or of a poll, signed. Whether they still open is read from the rows."""

from uuid import UUID

from django.core import signing

VOICE = "voices.invitation"
POLL = "voices.poll"


def make(pk: UUID, salt: str) -> str:
    return signing.dumps(pk.hex, salt=salt)


def read(token: str, salt: str) -> UUID | None:
    """The id; None when the link was cut or made up."""
    try:
        return UUID(hex=signing.loads(token, salt=salt))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
