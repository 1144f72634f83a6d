"""The authorities of the demo: real perimeters, from the official geographic code."""

from dataclasses import dataclass

from django.conf import settings

from cms.services import open_space
from territories.models import Commune, Kind, Territory


@dataclass(frozen=True)
class Authority:
    slug: str
    name: str
    kind: Kind
    siren: str
    hue: int
    authority: str
    has_layer: bool = False
    """Whether it asks questions of its own beside the national ones."""


NATIONAL_NAME = "Acteurs engagés"
AUTHORITIES = (
    Authority("grand-poitiers", "Grand Poitiers", Kind.INTERMUNICIPALITY, "200069854", 168, "Grand Poitiers"),
    Authority("lille", "Métropole européenne de Lille", Kind.METROPOLIS, "200093201", 262, "La Métropole de Lille"),
    Authority(
        "pays-basque",
        "Pays basque",
        Kind.INTERMUNICIPALITY,
        "200067106",
        28,
        "La Communauté Pays basque",
        has_layer=True,
    ),
)
TAGLINE = "Acteurs engagés"


def open_portal(port: int) -> Territory:
    """The national portal, opened if it is not there yet."""
    existing = Territory.objects.filter(kind=Kind.NATIONAL).first()
    return existing or open_space(
        slug="national",
        name=NATIONAL_NAME,
        tagline="Le réseau des territoires",
        kind=Kind.NATIONAL,
        hostname=settings.PORTAL_HOST,
        port=port,
        contact="contact@acteurs-engages.example",
        authority="L’équipe nationale",
        hue=235,
    )


def open_authority(spec: Authority, parent: Territory, port: int) -> Territory:
    """One authority on its own host, opened if it is not there yet."""
    existing = Territory.objects.filter(slug=spec.slug).first()
    return existing or open_space(
        slug=spec.slug,
        name=spec.name,
        tagline=TAGLINE,
        kind=spec.kind,
        hostname=f"{spec.slug}.{settings.PORTAL_HOST}",
        port=port,
        contact=f"contact@{spec.slug}.example",
        authority=spec.authority,
        parent=parent,
        communes=Commune.objects.filter(intercommunality=spec.siren),
        hue=spec.hue,
    )
