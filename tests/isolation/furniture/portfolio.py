"""What a team notes about an organisation: secret, for the team alone."""

from typing import Any

from django.utils import timezone

from network.portfolio import services, tokens
from network.portfolio.models import Purpose
from tests.isolation.world import Space


def furnish(space: Space) -> None:
    agent, organisation = space.people["animator"], space.organisation
    today = timezone.localdate()
    services.follow(organisations=[organisation], agent=agent)
    space.more["exchange"] = services.add_exchange(
        organisation=organisation, kind="call", on=today, text=f"{space.secret}-exchange", by=agent
    )
    space.more["step"] = services.add_step(
        organisation=organisation, text=f"{space.secret}-step", due_on=today, agent=agent
    )
    space.more["address"] = services.add_address(
        organisation=organisation, email=f"{space.secret.lower()}@address.test", label=f"{space.secret}-label"
    )
    space.more["mailing"] = services.ask(
        territory=space.territory,
        keys=[organisation.pk],
        purpose=Purpose.OTHER,
        text=f"{space.secret}-mailing",
        expected=1,
        by=agent,
    )


ARGUMENTS: dict[tuple[str, str], Any] = {
    ("portfolio", "token"): lambda space: tokens.make(f"{space.secret.lower()}@address.test", space.territory),
    ("portfolio_desk", "pk"): lambda space: space.organisation.pk,
    ("portfolio_desk:mailing", "pk"): lambda space: space.more["mailing"].pk,
    ("portfolio_desk", "form"): lambda space: "csv",
    ("portfolio_desk", "exchange"): lambda space: space.more["exchange"].pk,
    ("portfolio_desk", "step"): lambda space: space.more["step"].pk,
    ("portfolio_desk", "address"): lambda space: space.more["address"].pk,
}
