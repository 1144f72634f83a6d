"""Aids with conditions. Call inside a scope; themes are those of `tests.factories.results`."""

from itertools import count
from typing import Any

from accounts.models import User
from network.conditionality.domain.conditions import Condition, Kind
from network.conditionality.models import Aid
from network.conditionality.services import add_aid, set_conditions
from territories.models import Territory
from territories.scope import active_territory
from tests.factories.accounts import make_staff

_numbers = count(1)
SENTENCE = "Nous suivrons nos consommations d’eau chaque mois."
WHOLE = Condition(Kind.LEVEL, least=2, months=12)
WATER = Condition(Kind.SHARE, theme="water", least=50, months=12, promise=SENTENCE, review=6)
PROMISE = Condition(Kind.COMMITMENT, promise="Nous formerons une personne au tri.", review=12)


def make_aid(*conditions: Condition, territory: Territory | None = None, user: User | None = None, **facts: Any) -> Aid:
    """An aid of the territory's own; its conditions are set where some are given."""
    given = {"name": f"Aide à l’investissement {next(_numbers)}", **facts}
    aid = add_aid(territory=territory or active_territory(), **given)
    if conditions:
        set_conditions(aid=aid, conditions=conditions, user=user or make_staff())
    return aid
