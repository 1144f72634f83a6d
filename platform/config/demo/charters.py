"""An invented charter for each authority, adopted a year ago, and the first of those who signed it."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from assessments.results.queries import current_of
from network.charters import navigation, queries
from network.charters.domain.rules import Rules
from network.charters.models import ArticleKind, Charter
from network.charters.services import (
    Act,
    Consent,
    NotReady,
    add_article,
    adopt,
    create_charter,
    edit_preamble,
    set_rules,
    sign,
)
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope

SIGNING = 9  # organisations that sign
DECIDED = timedelta(days=400)
PREAMBLE = {
    "fr": "Ici, l’eau, la terre et l’air se partagent. Chacun y travaille à sa façon ; personne n’y arrive seul.\n"
    "En signant, nous disons ce que nous ferons dans l’année, et nous revenons le dire.",
    "en": "Here, water, soil and air are shared. Each works in their own way; nobody manages alone.\n"
    "By signing, we say what we will do within the year, and we come back to tell.",
}
PRINCIPLES = (
    ("Dire vrai", "Nous disons ce que nous faisons et ce que nous n’arrivons pas encore à faire.", "Say what is true"),
    ("Avancer pas à pas", "Un petit pas tenu vaut mieux qu’une grande promesse.", "Go step by step"),
    (
        "S’entraider",
        "Nous répondons aux autres signataires qui demandent comment faire.",
        "Help each other",
    ),
)
COMMITMENTS = (
    ("energy", "Relever nos consommations d’énergie chaque mois", "Read our energy use each month"),
    (
        "waste",
        "Trier nos déchets à la source et réemployer avant d’acheter",
        "Sort waste at source, reuse before buying",
    ),
    ("water", "Laisser un coin de terrain sans tonte ni produit", "Leave a patch of ground unmown and untreated"),
    (
        "mobility",
        "Aider chacun à venir sans voiture un jour par semaine",
        "Come without a car once a week",
    ),
    (
        "purchasing",
        "Choisir un fournisseur d’ici pour un achat régulier",
        "Choose a local supplier",
    ),
    ("team", "Parler de nos progrès en équipe deux fois par an", "Talk about our progress as a team twice a year"),
)
FUNCTIONS = ("Gérante", "Directeur", "Présidente", "Responsable du site")


def add(territory: Territory) -> int:
    """The charter of `territory` and its signatories, once; how many signed."""
    with territory_scope(territory):
        if queries.charter_of(territory) is not None:
            return 0
        charter = _charter(territory)
        navigation.remember(territory)
        invented = Organisation.objects.filter(is_fictional=True, memberships=None).order_by("name", "pk")
        ready = [one for one in invented if current_of(one) is not None][:SIGNING]
        return sum(_sign(charter, one, place) for place, one in enumerate(ready))


def _charter(territory: Territory) -> Charter:
    charter = create_charter(territory=territory, title=f"Charte des acteurs engagés, {territory.name}")
    version = queries.version_at_work(charter)
    if version is None:
        raise LookupError("a new charter has its draft")
    edit_preamble(version=version, preamble=PREAMBLE)
    for name, text, english in PRINCIPLES:
        add_article(version=version, title={"fr": name, "en": english}, body={"fr": text})
    for theme, name, english in COMMITMENTS:
        title = {"fr": name, "en": english}
        add_article(version=version, title=title, body={}, kind=ArticleKind.COMMITMENT, theme=theme)
    set_rules(charter=charter, rules=Rules(months=12, commitments=2))
    adopt(version=version, moment=timezone.now() - DECIDED)
    return charter


def _sign(charter: Charter, organisation: Organisation, place: int) -> bool:
    """The earlier the place, the older the signature: the first ones have their yearly review to give."""
    version = queries.adopted_version(charter)
    signer = User.objects.get(email=f"administrator@{charter.territory.slug}.example")
    codes = [article.code for article in version.articles.all() if article.is_commitment] if version else []
    chosen = tuple(codes[(place + shift) % len(codes)] for shift in range(2 + place % 2))
    act = Act(
        digest=version.digest if version else "",
        articles=chosen,
        own=(),
        name=f"Camille {'ABCDEFGHI'[place]}.",
        function=FUNCTIONS[place % len(FUNCTIONS)],
        consent=Consent(is_listed=place % 4 != 3, shows_commitments=place % 2 == 0),
    )
    try:
        sign(charter=charter, organisation=organisation, user=signer, act=act, moment=_moment(place))
    except NotReady:
        return False
    return True


def _moment(place: int) -> datetime:
    return timezone.now() - timedelta(days=max(370 - 45 * place, 3))
