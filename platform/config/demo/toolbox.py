"""Resources of a demonstration: invented ones, near the organisations that need them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from assessments.toolbox.models import Resource
from territories.models import Territory


def add(territory: Territory) -> int:
    """A handful of local resources of `territory`, in the open scope; how many are new. Run again, it adds none."""
    return sum(_put(territory, entry) for entry in _entries(timezone.localdate()))


def _put(territory: Territory, entry: dict[str, Any]) -> bool:
    if Resource.objects.filter(territory=territory, code=entry["code"]).exists():
        return False
    resource = Resource(territory=territory, origin=territory.name, **entry)
    resource.full_clean()
    resource.save()
    return True


def _entries(today: date) -> list[dict[str, Any]]:
    """Fictional. One of each situation that the desk shows: open, closing soon, to review, suspended."""
    return [
        {
            "code": "cheque-premiers-pas", "kind": "aid", "themes": ["energy", "water"],
            "title": {"fr": "Chèque premiers pas", "en": "First steps voucher"},
            "summary": {"fr": "La collectivité paie la moitié d’un premier équipement : minuteur, mousseurs, LED.",
                        "en": "The authority pays half of a first piece of equipment: timer, aerators, LED."},
            "amount": {"fr": "Jusqu’à 1 500 €", "en": "Up to €1,500"},
            "eligibility": {"kinds": ["association", "company"], "most": 49},
            "deadline": today + timedelta(days=21), "contact": "Maison de la transition (exemple fictif)",
            "checked_on": today - timedelta(days=20),
        },
        {
            "code": "visite-conseil", "kind": "service", "themes": ["energy", "waste", "steering"],
            "title": {"fr": "Visite conseil d’une demi-journée", "en": "Half-day advisory visit"},
            "summary": {"fr": "Une conseillère vient chez vous, regarde vos factures et repart avec trois priorités.",
                        "en": "An adviser comes to you, reads your bills and leaves you three priorities."},
            "cost": {"fr": "Gratuit", "en": "Free"}, "effort": {"fr": "Une demi-journée", "en": "Half a day"},
            "effort_level": 1, "contact": "Maison de la transition (exemple fictif)",
            "checked_on": today - timedelta(days=200), "review_by": today - timedelta(days=15),
        },
        {
            "code": "atelier-dechets", "kind": "event", "themes": ["waste", "territory"],
            "title": {"fr": "Atelier : mes déchets, vos matières", "en": "Workshop: my waste, your materials"},
            "summary": {"fr": "Entre voisins d’une zone d’activité : qui jette ce qu’un autre achète ?",
                        "en": "Between neighbours of a business park: who throws away what another one buys?"},
            "cost": {"fr": "Gratuit", "en": "Free"}, "effort": {"fr": "2 heures", "en": "2 hours"},
            "effort_level": 1, "opens_on": today, "deadline": today + timedelta(days=60),
        },
        {
            "code": "velos-pretes", "kind": "tool", "themes": ["mobility"],
            "title": {"fr": "Vélos électriques prêtés un mois", "en": "Electric bikes lent for a month"},
            "summary": {"fr": "De quoi essayer avant d’acheter, avec un atelier d’entretien.",
                        "en": "A way to try before buying, with a maintenance session."},
            "cost": {"fr": "Caution de 200 €", "en": "€200 deposit"}, "effort_level": 2, "suspended": True,
            "eligibility": {"traits": ["trips"]},
        },
    ]  # fmt: skip
