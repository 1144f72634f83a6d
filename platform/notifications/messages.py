"""From an event to an e-mail ready to go."""

from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from outbox.models import Event
from territories.models import Territory

MAIL_TOPIC = "mail"


def mail_of(event: Event) -> EmailMultiAlternatives:
    """The e-mail that an event of MAIL_TOPIC asks for: text and HTML, in its language, signed by the territory."""
    payload, territory = event.payload, event.territory
    with override(payload["language"]):
        context = {**payload["context"], "territory": territory, "root_url": territory.root_url}
        subject, body = split_subject(render_to_string(f"{payload['template']}.txt", context))
        html = render_to_string(f"{payload['template']}.html", {**context, "subject": subject})
    mail = EmailMultiAlternatives(
        subject=subject,
        body=body,
        from_email=sender_of(territory),
        to=[payload["to"]],
        reply_to=[territory.reply_to] if territory.reply_to else None,
        headers=_headers(event),
    )
    mail.attach_alternative(html, "text/html")
    return mail


def split_subject(text: str) -> tuple[str, str]:
    """Split a rendered text into its subject (first line, after its label "Objet :") and its body.

    Raises ValueError when the first line has no label or no subject.
    """
    first, _, body = text.lstrip().partition("\n")
    label, colon, subject = first.partition(":")
    if not colon or not subject.strip() or len(label.split()) != 1:
        raise ValueError(f"the first line of a mail must be “Objet : …”, not {first!r}")
    return " ".join(subject.split()), body.strip() + "\n"


def sender_of(territory: Territory) -> str:
    """The platform's address under the territory's name: receivers' servers check the address, people read the name."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((territory.sender_name or territory.name, address))


def _headers(event: Event) -> dict[str, Any]:
    # The same identifier at each attempt, so that a mail sent twice is shown once.
    return {"Message-ID": f"<{event.pk}@{event.territory.host}>", "Auto-Submitted": "auto-generated"}
