"""The certificate as a tagged PDF (PDF/UA-1), set by Typst from typst/certificate.typ.

What people typed travels as JSON data and is never markup; fonts are those that the compiler embeds.
"""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import typst
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.text import pick
from network.charters import queries
from network.charters.domain.text import grouped
from network.charters.models import Article, Commitment, Signature
from ui.contrast import hex_tokens

TEMPLATE = Path(__file__).parent / "typst" / "certificate.typ"


def render(signature: Signature, language: str) -> bytes:
    """The PDF of `signature`, whose language is the active one."""
    data = json.dumps(certificate_data(signature, language), ensure_ascii=False)
    pdf: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        sys_inputs={"data": data},
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return pdf


def certificate_data(signature: Signature, language: str) -> dict[str, Any]:
    """All that the template reads, as JSON types."""
    version = queries.with_articles().get(pk=signature.version_id)
    commitments = Commitment.objects.filter(signature=signature).order_by("position", "id")
    territory = signature.territory
    address = territory.root_url + reverse("charters:verify_code", args=[signature.printed_code])
    signed = localtime(signature.signed_at)
    return {
        "lang": language,
        "date": {"year": signed.year, "month": signed.month, "day": signed.day},
        "colours": hex_tokens(territory.hue),
        "territory": {"name": territory.name, "tagline": territory.tagline},
        "title": _("Certificate of signature: %(name)s") % {"name": signature.organisation_name},
        "organisation": signature.organisation_name,
        "sentence": _("signed on %(day)s the charter “%(charter)s”") % {"day": _day(signed), "charter": version.title},
        "signer": f"{signature.signer_name}, {signature.signer_function}",
        "facts": _facts(signature, signed),
        "code": signature.printed_code,
        "check_url": address,
        "digest": grouped(signature.digest),
        "commitments": [_commitment(one) for one in commitments],
        "preamble": pick(version.preamble, language),
        "articles": [_article(number, one, language) for number, one in enumerate(version.articles.all(), start=1)],
        "words": _words(),
    }


def _facts(signature: Signature, signed: datetime) -> list[list[str]]:
    place = signature.commune.name if signature.commune else ""
    facts = [
        [_("Signed for it by"), f"{signature.signer_name}, {signature.signer_function}"],
        [_("Signed at"), date_format(signed, "j F Y, H:i")],
        [_("Commune"), place],
        [_("Version of the text"), str(signature.version.number)],
        [_("Next yearly review"), _day(signature.review_on)],
    ]
    return [fact for fact in facts if fact[1]]


def _commitment(one: Commitment) -> dict[str, str]:
    return {"text": one.text, "when": _("to review on %(day)s") % {"day": _day(one.review_on)}}


def _article(number: int, article: Article, language: str) -> dict[str, str]:
    return {"title": f"{number}. {pick(article.title, language)}", "text": pick(article.body, language)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _words() -> dict[str, str]:
    return {
        "certificate": _("Certificate"),
        "page": _("Page"),
        "commitments": _("What it commits to"),
        "check": _("Check this certificate"),
        "check_text": _("Whoever holds it can check it: type this code at the address below."),
        "digest": _("Digest of the signed text (SHA-256)"),
        "text": _("The text that was signed"),
    }
