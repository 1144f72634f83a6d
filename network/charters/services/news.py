from network.charters.models import Signature
from outbox.services import announce


def announce_of(topic: str, signature: Signature) -> None:
    """What happened to a signature: its id, and those of its charter and organisation."""
    payload: dict[str, object] = {
        "signature": str(signature.pk),
        "charter": str(signature.charter_id),
        "organisation": str(signature.organisation_id),
    }
    announce(topic=topic, territory=signature.territory, payload=payload)
