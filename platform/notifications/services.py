"""Telling people: by e-mail, branded per territory. In-app notices and digests will stand beside it."""

from django.core.validators import validate_email
from django.template.loader import get_template

from notifications.messages import MAIL_TOPIC
from outbox.services import announce
from territories.models import Territory


def send_mail(
    *, template: str, to: str, territory: Territory, context: dict[str, object], language: str = "fr"
) -> None:
    """Queue one e-mail, kept with the transaction of what it tells of and sent after it.

    `template`: "<app>/mail/<name>"; its `.txt` begins with a line "Objet : …", its `.html` extends ui/mail/base.html.
    `context`: JSON only. Raises ValidationError on a bad address, TemplateDoesNotExist on a missing file.
    """
    validate_email(to)
    for extension in ("txt", "html"):
        get_template(f"{template}.{extension}")
    payload: dict[str, object] = {"template": template, "to": to, "context": context, "language": language}
    announce(topic=MAIL_TOPIC, territory=territory, payload=payload)
