from django.utils import timezone

from network.cowriting.models import Comment, What, Writing
from network.cowriting.services.journal import record
from notifications.services import send_mail
from outbox.models import Event
from outbox.registry import receives


@receives("charter_adopted")
def end_its_writing(event: Event) -> None:
    """A version adopted from the charter's own page ends its co-writing too."""
    writing = Writing.objects.filter(version=event.payload["version"], adopted_at=None).first()
    if writing is not None:
        writing.adopted_at = timezone.now()
        writing.save(update_fields=["adopted_at", "updated_at"])
        record(writing=writing, what=What.ADOPTED)


@receives("comment_hidden")
def tell_its_author(event: Event) -> None:
    said = Comment.objects.select_related("author", "proposal__writing__territory").get(pk=event.payload["comment"])
    if said.author is None or not said.author.email:
        return
    proposal = said.proposal
    url = f"{proposal.writing.territory.root_url}/ecrire-la-charte/proposition/{proposal.pk}/"
    send_mail(
        template="cowriting/mail/hidden",
        to=said.author.email,
        territory=proposal.writing.territory,
        context={"text": said.text, "reason": said.hidden_reason, "url": url},
    )
