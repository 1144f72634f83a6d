"""What follows from what happened to a charter."""

from network.charters import navigation, queries, services
from network.charters.mailing import tell
from network.charters.models import CharterVersion, Signature
from outbox.models import Event
from outbox.registry import receives


@receives("charter_adopted")
def tell_signatories(event: Event) -> None:
    """Those who signed a former text learn that there is a new one; their signature stays."""
    version: CharterVersion = CharterVersion.objects.get(pk=event.payload["version"])
    held = queries.signatures().select_related("territory__site").filter(queries.in_force(), charter=version.charter_id)
    for signature in held.exclude(version=version).order_by("pk"):
        tell(signature, "charters/mail/new_text")


@receives("charter_adopted")
def show_in_menu(event: Event) -> None:
    navigation.remember(event.territory)


@receives("charter_signed")
def confirm(event: Event) -> None:
    """The credential is signed beforehand, so that the badge is there when it is asked for; then the mail leaves."""
    signature = _signature(event)
    if signature.state.is_in_force:
        services.credential_of(signature=signature)
        tell(signature, "charters/mail/signed")


@receives("charter_reviewed")
def renew_credential(event: Event) -> None:
    signature = _signature(event)
    if signature.state.is_in_force:
        services.credential_of(signature=signature)


def _signature(event: Event) -> Signature:
    rows = queries.signatures().select_related("territory__site", "charter__territory__site")
    found: Signature = rows.get(pk=event.payload["signature"])
    return found
