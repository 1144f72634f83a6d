"""Opening a space with its pages."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from django.db import transaction

from cms.models import ContentPage, HomePage, PortalPage
from territories.models import Commune, Kind, Territory
from territories.services import open_territory

TEXTS = Path(__file__).parent / "data" / "pages"
TITLES = {
    "accessibilite": "Accessibilité",
    "donnees-personnelles": "Données personnelles",
    "mentions-legales": "Mentions légales",
    "aide": "Aide et contact",
}
HOME_TITLE = "Faire le point"
PORTAL_TITLE = "Trouver ma collectivité"
HEADLINE = "Faites le point, puis avancez avec vos voisins."
LEAD = (
    "Vingt minutes pour savoir où en est votre structure dans la transition écologique, "
    "et les aides qui vous correspondent."
)
PORTAL_HEADLINE = "Entreprises, associations, services publics : avancez avec votre territoire."


@transaction.atomic
def open_space(
    *,
    slug: str,
    name: str,
    kind: Kind,
    hostname: str,
    contact: str,
    authority: str = "",
    parent: Territory | None = None,
    communes: Iterable[Commune] = (),
    hue: int = 235,
    tagline: str = "",
    port: int = 80,
) -> Territory:
    """Open a territory with its front page and the four pages of text that the law or good manners want.

    The texts start in French and are the authority's to edit. `contact` is the address they give.
    """
    home: HomePage | PortalPage
    if kind == Kind.NATIONAL:
        home = PortalPage(title=name, slug=slug, seo_title=PORTAL_TITLE, headline=PORTAL_HEADLINE)
    else:
        home = HomePage(title=name, slug=slug, seo_title=HOME_TITLE, headline=HEADLINE, lead=LEAD)
    territory = open_territory(
        slug=slug,
        name=name,
        kind=kind,
        hostname=hostname,
        home=home,
        parent=parent,
        communes=communes,
        hue=hue,
        tagline=tagline,
        port=port,
    )
    for page_slug, title in TITLES.items():
        text = (TEXTS / f"{page_slug}.html").read_text(encoding="utf-8")
        body = text.format(authority=escape(authority or name), contact=escape(contact))
        home.add_child(instance=ContentPage(title=title, slug=page_slug, body=body))
    return territory
