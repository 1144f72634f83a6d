"""The messages of this app."""

from django.utils.translation import get_language

from notifications.services import send_mail
from territories.models import Territory


def send(name: str, to: str, territory: Territory, **context: object) -> None:
    """Queue voices/mail/<name>, in the language of who asks."""
    language = get_language() or "fr"
    send_mail(template=f"voices/mail/{name}", to=to, territory=territory, context=context, language=language)
