"""The link that resumes an assessment on another device: signed, good for 30 days, revoked by a new nonce."""

from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.utils.crypto import constant_time_compare

from assessments.responses.models import Assessment

SALT = "responses.resume"
LIFE = timedelta(days=30)


class LinkError(Exception):
    """A link that opens nothing."""


class LinkExpired(LinkError):
    """It was good, and is older than LIFE."""


class LinkWrong(LinkError):
    """Cut, forged, revoked, or its assessment is not in the active territory."""


def token_for(assessment: Assessment) -> str:
    return signing.dumps([assessment.pk.hex, assessment.link_nonce], salt=SALT)


def assessment_for(token: str) -> Assessment:
    """The assessment that `token` opens. Raises LinkExpired or LinkWrong."""
    try:
        key, nonce = signing.loads(token, salt=SALT, max_age=LIFE)
    except signing.SignatureExpired:
        raise LinkExpired from None
    except signing.BadSignature:
        raise LinkWrong from None
    assessment: Assessment | None = Assessment.objects.filter(pk=UUID(hex=key)).first()
    if assessment is None or not constant_time_compare(assessment.link_nonce, nonce):
        raise LinkWrong
    return assessment
