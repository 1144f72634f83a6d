"""The first step of the funnel: somebody of the team wrote to the organisation, or asked someone to answer for it."""

from django.db.models import Exists, OuterRef

from network.portfolio.models import Exchange, ExchangeKind


def reached() -> Exists:
    return Exists(Exchange.objects.filter(organisation=OuterRef("pk"), kind=ExchangeKind.SENT))
