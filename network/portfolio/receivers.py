from network.portfolio.models import Mailing
from network.portfolio.services import send_some
from outbox.models import Event
from outbox.registry import receives


@receives("mailing_asked")
def send_its_letters(event: Event) -> None:
    """A batch at a time; the batch announces the next one."""
    send_some(mailing=Mailing.objects.select_related("territory", "by").get(pk=event.payload["mailing"]))
