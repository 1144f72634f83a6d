"""The animator follows a few organisations: a call, a visit, what comes next."""

from datetime import timedelta

from django.utils import timezone

from network.portfolio import services
from network.portfolio.models import Follow
from organisations.models import Organisation
from territories.models import Role, RoleName, Territory

FOLLOWED = 6
SAID = (
    ("call", "Premier appel : la responsable veut réduire sa facture d’énergie avant l’hiver."),
    ("visit", "Visite de l’atelier. Éclairage déjà changé ; il reste l’isolation de la réserve."),
    ("meeting", "Point d’étape avec la chambre de métiers, deux aides à demander ensemble."),
)
NEXT = ("Rappeler pour l’aide à l’isolation", "Proposer de signer la charte", "Fixer le point de l’an prochain")


def add(territory: Territory) -> int:
    """In the open scope of `territory`; how many organisations are followed now that were not."""
    role = Role.objects.filter(territory=territory, role=RoleName.ANIMATOR).select_related("user").first()
    if role is None or Follow.objects.exists():
        return 0
    agent, today = role.user, timezone.localdate()
    followed = list(Organisation.objects.filter(is_fictional=True).order_by("name", "pk")[:FOLLOWED])
    for rank, organisation in enumerate(followed):
        kind, text = SAID[rank % len(SAID)]
        on = today - timedelta(days=9 * rank + 2)
        services.add_exchange(organisation=organisation, kind=kind, on=on, text=text, by=agent)
        due = today + timedelta(days=5 * rank)
        services.add_step(organisation=organisation, text=NEXT[rank % len(NEXT)], due_on=due, agent=agent)
    return services.follow(organisations=followed, agent=agent)
