"""Signing: what is asked is met, the text is the one that was read, one signature by organisation."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.text import pick
from network.charters import queries
from network.charters.domain import codes
from network.charters.domain.rules import Check, Rules, checks
from network.charters.domain.states import a_year_after
from network.charters.facts import known_of
from network.charters.models import (
    Article,
    ArticleKind,
    Charter,
    CharterVersion,
    Commitment,
    EndedAs,
    Signature,
)
from network.charters.services.consents import Consent, record
from network.charters.services.ending import end
from network.charters.services.news import announce_of
from organisations.models import Organisation

LONGEST = timedelta(days=3 * 366)
"""How far a commitment of one's own may set its review."""


class StaleText(Exception):
    """The text that was read is not the one to sign any more; `version` is."""

    def __init__(self, version: CharterVersion) -> None:
        self.version = version
        super().__init__("the text changed")


class NotReady(Exception):
    """Something that signing asks is missing: `found` holds every check."""

    def __init__(self, found: tuple[Check, ...]) -> None:
        self.found = found
        super().__init__("not ready to sign")


class NothingToSign(Exception):
    """No text of this charter is adopted."""


@dataclass(frozen=True, slots=True)
class Own:
    """A commitment in the signatory's words, with the day when it is to be reviewed."""

    text: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Act:
    """What was on the screen and what was said: `digest` of the text read, codes of the `articles` committed to."""

    digest: str
    articles: tuple[str, ...]
    own: tuple[Own, ...]
    name: str
    function: str
    consent: Consent


@transaction.atomic
def sign(
    *, charter: Charter, organisation: Organisation, user: User, act: Act, moment: datetime | None = None
) -> Signature:
    """The signature, or the one that a colleague gave a moment before on the same text.

    `moment`: when it was given, for signatures taken over from paper; now by default.
    Raises NothingToSign, StaleText, NotReady, and ValidationError on what was typed. A signature of a former text is
    replaced, one that lapsed is closed.
    """
    Charter.objects.select_for_update().get(pk=charter.pk)  # two people at once: the second waits here
    version = queries.adopted_version(charter)
    if version is None:
        raise NothingToSign
    held = Signature.objects.filter(charter=charter, organisation=organisation, ended_as="").first()
    if held is not None and held.state.is_in_force and held.version_id == version.pk:
        found: Signature = held
        return found
    if act.digest != version.digest:
        raise StaleText(version)
    offered = _offered(version, act.articles)
    found_checks = _checked(charter, organisation, offered, act)
    if held is not None:
        end(signature=held, as_=EndedAs.REPLACED if held.state.is_in_force else EndedAs.LAPSED)
    signature = _write(version, organisation, user, act, found_checks, moment or timezone.now())
    _commit(signature, offered, act.own)
    record(signature=signature, consent=act.consent, user=user)
    announce_of("charter_signed", signature)
    return signature


def may_be_of(charter: Charter, organisation: Organisation) -> bool:
    """Whether the charter is offered to this organisation: one in common has its communes and its guests."""
    if not charter.is_in_common:
        return True
    invited = charter.organisations.filter(pk=organisation.pk).exists()
    if invited or organisation.commune_id is None:
        return invited
    return charter.communes.filter(pk=organisation.commune_id).exists()


def _offered(version: CharterVersion, chosen: Sequence[str]) -> list[Article]:
    offered = [one for one in version.articles.all() if one.kind == ArticleKind.COMMITMENT and one.code in chosen]
    if len(offered) != len(set(chosen)):
        raise ValidationError(_("One of these commitments is not in the text: read it again."))
    return offered


def _checked(charter: Charter, organisation: Organisation, offered: Sequence[Article], act: Act) -> tuple[Check, ...]:
    themes = (*(article.theme for article in offered), *("" for _own in act.own))
    found = checks(Rules.from_dict(charter.rules), known_of(organisation).facts, themes, timezone.localdate())
    if not all(check.met for check in found):
        raise NotReady(found)
    return found


def _write(
    version: CharterVersion,
    organisation: Organisation,
    user: User,
    act: Act,
    found: tuple[Check, ...],
    now: datetime,
) -> Signature:
    signature = Signature(
        territory=version.charter.territory,
        charter=version.charter,
        version=version,
        organisation=organisation,
        digest=version.digest,
        organisation_name=organisation.name,
        commune=organisation.commune,
        signer=user,
        signer_name=act.name.strip(),
        signer_function=act.function.strip(),
        signed_at=now,
        rules={"rules": version.charter.rules, "checks": [check.to_dict() for check in found]},
        prefix=codes.prefix_of(version.charter.territory.slug),
        code=codes.draw(secrets.choice),
        review_on=a_year_after(timezone.localtime(now).date()),
    )
    signature.full_clean(exclude=["territory", "charter", "version", "organisation"])
    signature.save(force_insert=True)
    return signature


def _commit(signature: Signature, offered: Sequence[Article], own: Sequence[Own]) -> None:
    rows = [
        Commitment(article=article.code, text=pick(article.title), theme=article.theme, review_on=signature.review_on)
        for article in offered
    ]
    rows += [Commitment(text=one.text.strip(), review_on=_day(one.review_on)) for one in own]
    for position, row in enumerate(rows, start=1):
        row.signature, row.position = signature, position
        row.full_clean(exclude=["signature"])
        row.save(force_insert=True)


def _day(day: date) -> date:
    today = timezone.localdate()
    if not today < day <= today + LONGEST:
        raise ValidationError(_("The review of a commitment is after today, and within three years."))
    return day
