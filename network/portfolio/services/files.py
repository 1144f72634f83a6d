"""The file of one organisation: who follows it, what was said, what comes next, where to write."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from network.portfolio.models import Address, Exchange, ExchangeKind, Follow, NextStep
from organisations.models import Organisation


@transaction.atomic
def follow(*, organisations: Iterable[Organisation], agent: User) -> int:
    """Entrust these organisations to `agent`; how many were not yet."""
    wanted = list(organisations)
    known = set(Follow.objects.filter(organisation__in=wanted, agent=agent).values_list("organisation", flat=True))
    new = [Follow(organisation=one, agent=agent) for one in wanted if one.pk not in known]
    Follow.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def unfollow(*, organisations: Iterable[Organisation], agent: User) -> int:
    """Take these organisations off the list of `agent`; how many were on it."""
    gone, _by_model = Follow.objects.filter(organisation__in=list(organisations), agent=agent).delete()
    return int(gone)


@transaction.atomic
def add_exchange(*, organisation: Organisation, kind: str, on: date, text: str, by: User) -> Exchange:
    """Write down a contact or a note. Raises ValidationError: a day to come, an empty text."""
    exchange = Exchange(organisation=organisation, kind=kind, on=on, text=text.strip(), by=by)
    _check(exchange)
    exchange.save(force_insert=True)
    return exchange


@transaction.atomic
def change_exchange(*, exchange: Exchange, kind: str, on: date, text: str) -> Exchange:
    exchange.kind, exchange.on, exchange.text = kind, on, text.strip()
    _check(exchange)
    exchange.save()
    return exchange


def _check(exchange: Exchange) -> None:
    if exchange.kind == ExchangeKind.SENT:
        raise ValidationError({"kind": _("Only the site writes this kind down.")})
    if exchange.on and exchange.on > timezone.localdate():
        raise ValidationError({"on": _("This day is to come: note a next step instead.")})
    exchange.full_clean()


@transaction.atomic
def drop_exchange(*, exchange: Exchange) -> None:
    exchange.delete()


@transaction.atomic
def add_step(*, organisation: Organisation, text: str, due_on: date | None, agent: User | None) -> NextStep:
    """Note what comes next. Raises ValidationError: a day that is past, an empty text."""
    if due_on is not None and due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day is past: choose today or a later day.")})
    step = NextStep(organisation=organisation, text=text.strip(), due_on=due_on, agent=agent)
    step.full_clean()
    step.save(force_insert=True)
    return step


@transaction.atomic
def finish_step(*, step: NextStep) -> NextStep:
    """Done today; asked again, it stays as it was."""
    if step.done_on is None:
        step.done_on = timezone.localdate()
        step.save(update_fields=["done_on", "updated_at"])
    return step


@transaction.atomic
def add_address(*, organisation: Organisation, email: str, label: str = "") -> Address:
    """Keep a functional address. Raises ValidationError: not an address, one that is there already."""
    address = Address(organisation=organisation, email=email.strip().lower(), label=label.strip())
    address.full_clean()
    address.save(force_insert=True)
    return address


@transaction.atomic
def drop_address(*, address: Address) -> None:
    address.delete()
