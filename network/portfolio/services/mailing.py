"""One message to several organisations: asked once, sent in batches, never twice to the same address."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from network.portfolio import queries, tokens
from network.portfolio.domain.recipients import REST, Sorted, sort
from network.portfolio.models import Exchange, ExchangeKind, Letter, Mailing, Purpose, Refusal
from notifications.services import send_mail
from organisations.services import offer_to_join
from outbox.services import announce
from territories.models import Territory

BATCH = 100
"""Letters of one delivery of the outbox."""


class Changed(Exception):
    """Who would be written to is no longer what was previewed; `now` says who is."""

    def __init__(self, now: Sorted) -> None:
        super().__init__()
        self.now = now


def preview(*, keys: Sequence[UUID], purpose: str) -> Sorted:
    """Who would get a message of this purpose, and who would not."""
    targets = queries.targets(list(keys))
    addresses = {email.lower() for target in targets for email in (*target.members, *target.addresses)}
    written = queries.written_to(addresses, timezone.now() - REST)
    return sort(targets, purpose, queries.refused(addresses), timezone.localdate(), written)


@transaction.atomic
def ask(*, territory: Territory, keys: Sequence[UUID], purpose: Purpose, text: str, expected: int, by: User) -> Mailing:
    """Keep the mailing and its letters; they leave after the commit.

    `expected`: the letters that the agent saw in the preview. Raises Changed when there would be others,
    ValidationError on an empty message.
    """
    Territory.objects.select_for_update().get(pk=territory.pk)  # a double click finds the first one's messages sent
    now = preview(keys=keys, purpose=purpose)
    if now.letters != expected or not now.letters:
        raise Changed(now)
    mailing = Mailing(territory=territory, purpose=purpose, text=text.strip(), by=by)
    mailing.full_clean()
    mailing.save(force_insert=True)
    Letter.objects.bulk_create(
        Letter(mailing=mailing, organisation_id=UUID(target.key), email=email)
        for target, addresses in now.sent
        for email in addresses
    )
    Exchange.objects.bulk_create(
        Exchange(
            organisation_id=UUID(target.key), kind=ExchangeKind.SENT, on=timezone.localdate(), text=mailing.text, by=by
        )
        for target, _ in now.sent
    )
    announce(topic="mailing_asked", territory=territory, payload={"mailing": str(mailing.pk)})
    return mailing


@transaction.atomic
def send_some(*, mailing: Mailing) -> int:
    """Hand the next letters to the outbox, and ask for the rest; how many were handed."""
    waiting = Letter.objects.filter(mailing=mailing, sent_at=None).select_for_update(of=("self",))
    letters = list(waiting.select_related("organisation__territory").order_by("pk")[:BATCH])
    refused = queries.refused({letter.email.lower() for letter in letters})
    for letter in letters:
        if letter.email.lower() not in refused:  # refused since it was asked
            _send(mailing, letter)
    keys = [letter.pk for letter in letters]
    Letter.objects.filter(pk__in=keys).update(sent_at=timezone.now())
    if len(letters) == BATCH:
        announce(topic="mailing_asked", territory=mailing.territory, payload={"mailing": str(mailing.pk)})
    return len(letters)


def _send(mailing: Mailing, letter: Letter) -> None:
    territory = mailing.territory
    context: dict[str, object] = {
        "organisation": letter.organisation.name,
        "text": mailing.text,
        "sender": str(mailing.by) if mailing.by else territory.name,
        "link": f"{territory.root_url}{_path(mailing, letter)}",
        "stop": f"{territory.root_url}{reverse('portfolio:stop', args=[tokens.make(letter.email, territory)])}",
        "invites": mailing.purpose == Purpose.INVITE,
    }
    send_mail(template="portfolio/mail/letter", to=letter.email, territory=territory, context=context)


def _path(mailing: Mailing, letter: Letter) -> str:
    """Where the button leads: to join where nobody answers for the organisation yet, else to what is theirs."""
    organisation = letter.organisation
    if not organisation.memberships.exists() and mailing.by is not None:
        return offer_to_join(organisation=organisation, email=letter.email, invited_by=mailing.by)
    return reverse("responses:start" if mailing.purpose == Purpose.INVITE else "responses:mine")


@transaction.atomic
def refuse(*, territory: Territory, email: str) -> Refusal:
    """Write to this address no more from this territory. Said again, it changes nothing."""
    kept: Refusal = Refusal.objects.get_or_create(territory=territory, email=email.lower())[0]
    return kept
