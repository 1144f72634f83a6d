"""Organisations that do not exist: activity, name and size drawn from lists, always the same for one seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from territories.models import Commune


@dataclass(frozen=True)
class Activity:
    """What an invented organisation does. `traits` are its screening answers."""

    label: str
    kind: str
    naf: str
    sizes: tuple[str, ...]
    traits: tuple[str, ...]


@dataclass(frozen=True)
class Invented:
    name: str
    activity: Activity
    size: str
    commune: Commune


SHOP = ("premises", "works", "meter", "employees", "trips", "goods")
WORKSHOP = ("premises", "works", "meter", "outdoor", "employees", "vehicles", "trips", "goods")
KITCHEN = ("premises", "works", "meter", "outdoor", "employees", "goods", "food")
OFFICE = ("premises", "meter", "employees", "trips")
CLUB = ("volunteers", "trips")
HALL = ("premises", "works", "meter", "outdoor", "employees", "vehicles", "trips", "goods", "food")

ACTIVITIES = (
    Activity("Boulangerie", "company", "10.71C", ("1-9", "10-19"), KITCHEN),
    Activity("Menuiserie", "company", "43.32A", ("1-9", "10-19", "20-49"), WORKSHOP),
    Activity("Imprimerie", "company", "18.12Z", ("1-9", "10-19"), WORKSHOP),
    Activity("Restaurant", "company", "56.10A", ("1-9", "10-19"), KITCHEN),
    Activity("Garage", "company", "45.20A", ("1-9",), WORKSHOP),
    Activity("Librairie", "company", "47.61Z", ("1-9",), SHOP),
    Activity("Agence d’architecture", "company", "71.11Z", ("1-9", "10-19"), OFFICE),
    Activity("Conseil", "company", "70.22Z", ("0",), ("trips",)),
    Activity("Pépinière", "company", "81.30Z", ("1-9", "10-19"), WORKSHOP),
    Activity("Transports", "company", "49.41B", ("10-19", "20-49"), WORKSHOP),
    Activity("Mécanique", "company", "25.62B", ("20-49", "50-249"), WORKSHOP),
    Activity("Hôtel", "company", "55.10Z", ("1-9", "10-19"), KITCHEN),
    Activity("Club de judo", "association", "93.12Z", ("0",), CLUB),
    Activity("Ressourcerie", "association", "47.79Z", ("1-9", "10-19"), (*WORKSHOP, "volunteers")),
    Activity("Centre socioculturel", "association", "94.99Z", ("10-19",), (*OFFICE, "volunteers", "food")),
    Activity("Théâtre", "association", "90.01Z", ("1-9",), (*OFFICE, "volunteers")),
    Activity("Cuisine centrale", "public_body", "56.29B", ("10-19", "20-49"), HALL),
    Activity("Médiathèque", "public_body", "91.01Z", ("1-9", "10-19"), OFFICE),
    Activity("Service des espaces verts", "public_body", "84.11Z", ("20-49",), HALL),
)
NAMES = (
    "Clairbois", "des Trois-Ponts", "du Clain", "Perrault", "de la Vonne", "Bel Air", "des Tilleuls", "Martinière",
    "du Vieux-Moulin", "Saint-Aubin", "de la Rive", "Belle Épine", "du Faubourg", "Castelnau", "des Quatre-Vents",
    "du Haut-Pré", "Lachaume", "des Peupliers", "de l’Écluse", "Grand-Large", "du Passage", "Verrier", "des Halles",
    "de la Gare", "du Beffroi", "Bonnefont", "des Coquelicots", "de la Plaine", "Marchand", "du Pont-Neuf",
)  # fmt: skip
MARK = "(structure fictive)"


def organisations(communes: Sequence[Commune], count: int, seed: str) -> Iterator[Invented]:
    """`count` invented organisations, more of them where more people live; the same ones for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - a demo, not a secret
    used: set[str] = set()
    weights = [commune.population**0.5 for commune in communes]
    while len(used) < count:
        activity = draw.choice(ACTIVITIES)
        name = f"{activity.label} {draw.choice(NAMES)} {MARK}"
        if name in used:
            continue
        used.add(name)
        commune = draw.choices(communes, weights)[0]
        yield Invented(name, activity, draw.choice(activity.sizes), commune)
