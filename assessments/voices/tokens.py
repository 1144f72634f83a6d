"""The words in links: the id of a voice, or of a poll, signed. Whether they still open is read from the rows."""

from uuid import UUID

from django.core import signing

VOICE = "voices.invitation"
POLL = "voices.poll"


def make(pk: UUID, salt: str) -> str:
    """The same whenever it is made: with a time in it, each look at a poll would give another address, where the
    cookie of who has voted does not go."""
    return signing.Signer(salt=salt).sign_object(pk.hex)


def read(token: str, salt: str) -> UUID | None:
    """The id; None when the link was cut or made up."""
    try:
        return UUID(hex=signing.Signer(salt=salt).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
