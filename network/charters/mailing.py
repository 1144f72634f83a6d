"""Telling the people who answer for a signatory. Each mail leads to the page of the signature."""

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from network.charters.models import Signature
from notifications.services import send_mail
from organisations.models import MemberRole
from organisations.queries import members


def tell(signature: Signature, template: str, **context: object) -> int:
    """One mail to each manager of the organisation, in their language; returns how many."""
    owners = members(signature.organisation).filter(role=MemberRole.OWNER, user__is_active=True)
    told = [membership.user for membership in owners]
    for user in told:
        language = user.language or "fr"
        send_mail(
            template=template,
            to=user.email,
            territory=signature.territory,
            context={**_about(signature, language), **context},
            language=language,
        )
    return len(told)


def _about(signature: Signature, language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "charter": signature.charter.title,
            "organisation": signature.organisation_name,
            "code": signature.printed_code,
            "review_on": date_format(signature.review_on, "j F Y"),
            "lapses_after": date_format(signature.lapses_after, "j F Y"),
            "link": signature.territory.root_url + reverse("charters:signature", args=[signature.pk]),
            "review_link": signature.territory.root_url + reverse("charters:review", args=[signature.pk]),
        }
