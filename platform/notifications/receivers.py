from notifications.messages import MAIL_TOPIC, mail_of
from outbox.models import Event
from outbox.registry import receives


@receives(MAIL_TOPIC, io=True)
def post_mail(event: Event) -> None:
    mail_of(event).send()
