"""From a signature to its Open Badges 3.0 documents, at the territory's addresses."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from network.charters.badge import Wording
from network.charters.domain.openbadges import Achievement, Holder, Issuer, Period, credential
from network.charters.models import Charter, Signature
from territories.models import Territory

LANGUAGE = "fr"
"""Credentials outlive a visit: they are in the language of the site, not in that of who asked."""


def issuer_of(territory: Territory) -> Issuer:
    return Issuer(territory.root_url + reverse("charters:issuer"), territory.name, territory.root_url + "/")


def achievement_of(charter: Charter) -> Achievement:
    """Having signed `charter`; its territory loaded."""
    root = charter.territory.root_url
    with translation.override(LANGUAGE):
        name = _("Signatory of “%(charter)s”") % {"charter": charter.title}
        description = _("%(territory)s certifies that this organisation signed the charter and reviews it each year.")
        criteria = _("Read the text, choose commitments, sign; then say each year what became of them.")
    return Achievement(
        id=root + reverse("charters:achievement", args=[charter.pk]),
        name=name,
        description=description % {"territory": charter.territory.name},
        criteria=criteria,
        criteria_url=root + reverse("charters:charter", args=[charter.pk]),
        image_url=root + reverse("charters:achievement_image", args=[charter.pk]),
    )


def holder_of(signature: Signature) -> Holder:
    """The organisation, under a URN that gives away no address of the site."""
    subject = uuid5(NAMESPACE_URL, f"{signature.territory.root_url}/charte/{signature.organisation_id}")
    return Holder(f"urn:uuid:{subject}", signature.organisation_name, signature.organisation.siret)


def document_of(signature: Signature, pk: UUID, period: Period) -> dict[str, Any]:
    """The credential `pk` of `signature`, without proof."""
    territory = signature.territory
    achievement = achievement_of(signature.charter)
    return credential(
        urn=f"urn:uuid:{pk}",
        name=achievement.name,
        issuer=issuer_of(territory),
        achievement=achievement,
        holder=holder_of(signature),
        period=period,
        status_url=territory.root_url + reverse("charters:revocations"),
    )


def wording_of(signature: Signature) -> Wording:
    """What stands on the badge of a signatory: the year is that of its signature, or of its last review."""
    host = signature.territory.root_url.partition("://")[2]
    address = host + reverse("charters:verify_code", args=[signature.printed_code])
    year = signature.review_on.year - 1
    since = signature.signed_on.year
    return Wording(
        heading=_("Signatory"),
        title=signature.version.title,
        territory=signature.territory.name,
        year=str(since) if year <= since else f"{since}–{year}",
        address=address.rstrip("/"),
    )


def picture_of(charter: Charter) -> Wording:
    """What stands on the picture of the achievement: nobody's badge."""
    with translation.override(LANGUAGE):
        heading = _("Signatory")
    return Wording(heading, charter.title, charter.territory.name)
