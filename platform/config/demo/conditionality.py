"""Two aids that ask something back: a level or a commitment, and a commitment alone."""

from datetime import timedelta

from django.utils import timezone

from network.conditionality.domain.conditions import Condition, Kind
from network.conditionality.facts import scale_of
from network.conditionality.models import Aid
from network.conditionality.services import add_aid, promise, set_conditions
from organisations.models import MemberRole, Membership
from territories.models import Role, RoleName, Territory

INVESTMENT = "Aide à l’investissement des petites entreprises"
BIKES = "Aide à l’achat de vélos de service"
PROMISE = "Nous formerons une personne de l’équipe à l’entretien des vélos."


def add(territory: Territory) -> None:
    """Inside its scope; left as it is when it is there. Needs an animator and a published questionnaire."""
    agent = Role.objects.filter(territory=territory, role=RoleName.ANIMATOR).select_related("user").first()
    themes = list(scale_of(territory).themes)
    if Aid.objects.filter(name=INVESTMENT).exists() or agent is None or not themes:
        return
    instead = "Nous suivrons nos consommations chaque mois et les montrerons à l’agent."
    investment = add_aid(territory=territory, name=INVESTMENT, summary="Jusqu’à 10 000 € pour un équipement durable.")
    set_conditions(
        aid=investment, user=agent.user,
        conditions=[
            Condition(Kind.LEVEL, least=2, months=18),
            Condition(Kind.SHARE, theme=themes[0], least=60, months=18, promise=instead, review=12),
        ],
    )  # fmt: skip
    bikes = add_aid(territory=territory, name=BIKES, summary="La moitié du prix, 500 € au plus par vélo.")
    set_conditions(
        aid=bikes, user=agent.user, conditions=[Condition(Kind.COMMITMENT, promise=PROMISE, review=6)],
    )  # fmt: skip
    owner = (
        Membership.objects.filter(role=MemberRole.OWNER).select_related("user", "organisation").order_by("pk").first()
    )
    if owner is not None:
        day = timezone.localdate() + timedelta(days=20)
        promise(aid=bikes, organisation=owner.organisation, user=owner.user, sentence=PROMISE, review_on=day)
