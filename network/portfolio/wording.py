"""Sentences: why an organisation is left out, and how a message begins."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from network.portfolio.domain import recipients
from network.portfolio.models import Purpose


def left_out(reason: str) -> str:
    """Why an organisation gets no message, in words."""
    return {
        recipients.NO_ADDRESS: _("no address is known: add one in its file"),
        recipients.REFUSED: _("asked to receive no more messages"),
        recipients.RECENT: _("written to less than 7 days ago"),
        recipients.STARTED: _("has taken stock already, or begun to"),
        recipients.NOTHING_OPEN: _("has nothing under way"),
        recipients.NOT_FINISHED: _("has no result yet"),
    }[reason]


def draft(request: HttpRequest, purpose: str) -> dict[str, str]:
    """The first words of a message of this purpose, for the agent to change."""
    name = request.territory.name  # type: ignore[attr-defined]
    texts = {
        Purpose.INVITE: _(
            "%(territory)s offers you to see where you stand in the ecological transition. It takes about twenty "
            "minutes, on a phone too; you then receive help that fits your result, and I can go with you."
        ),
        Purpose.FINISH: _(
            "You have begun to take stock with %(territory)s. Your answers are kept: you can go on where you "
            "stopped. If a question stops you, answer this message and I will help."
        ),
        Purpose.AGAIN: _(
            "It is time to take stock again with %(territory)s. Your answers of last time are there: you only say "
            "what has changed, and see your progress."
        ),
        Purpose.OTHER: "",
    }
    text = texts[Purpose(purpose)]
    return {"purpose": purpose, "text": text % {"territory": name} if text else ""}
