"""What the words of Transition écologique des entreprises (mission-transition-ecologique.beta.gouv.fr) become here."""

from assessments.toolbox.importing.drafts import Draft, Parsed

PROGRAMS, PROJECTS = "tee-programs", "tee-projects"
"""The two catalogues, as the `source` of what comes from them."""
SITE = "https://mission-transition-ecologique.beta.gouv.fr"
OWNER = "Transition écologique des entreprises"

THEMES = {
    "energy": "energy",  # ma performance énergétique
    "building": "energy",  # rénover mon bâtiment: the national framework has "Énergie et bâtiments"
    "mobility": "mobility",  # la mobilité durable
    "waste": "waste",  # la gestion des déchets
    "water": "water",  # diminuer ma consommation d'eau: "Eau et biodiversité"
    "biodiversite": "water",  # préserver la biodiversité: the same theme here
    "eco-design": "purchasing",  # l'écoconception: "Achats et offre"
    "rh": "team",  # former ou recruter: "Équipe"
    "environmental": "steering",  # mon impact environnemental: assessments and plans, "Pilotage et résilience"
}
"""Their nine themes → theme codes of the national framework (assessments/frameworks/data/acteurs-engages.yaml)."""

KINDS = {
    "étude": "service",  # somebody comes, looks and advises
    "financement": "aid",
    "formation": "training",
    "avantage fiscal": "aid",
    "prêt": "aid",
}
NATURES = {"prêt": "Prêt", "avantage fiscal": "Avantage fiscal"}
"""Natures that the kind does not say: the amount is led by them."""
SECTIONS = frozenset("ABCDEFGHIJKLMNOPQRSTU")
"""Sections of NAF rev. 2: all of them ask nothing."""

UNREAD_PROGRAM = frozenset(
    {
        "illustration",  # a picture of theirs
        "metaTitre",  # for search engines
        "metaDescription",
        "publicodes",  # eligibilityData is what it compiles to
        "type",
    }
)
UNREAD_PROJECT = frozenset(
    {
        "image",
        "metaTitle",
        "metaDescription",
        "nameTag",  # the title, shorter, with a picture
        "titleLongDescription",  # headings of their page
        "titleMoreDescription",
        "titleLinkedProjects",
        "titleFaq",
        "priority",  # ranks in their own lists, by sector
        "highlightPriority",
    }
)
PLACEHOLDER = "@example.org"
"""Addresses that the shared copy of the catalogue blanked."""


def themes_of(names: list[str], parsed: Parsed) -> tuple[str, ...]:
    """Ours, each once, in their order; an unknown one is counted."""
    parsed.count_unread(f"theme {name}" for name in names if name not in THEMES)
    return tuple(dict.fromkeys(THEMES[name] for name in names if name in THEMES))


def sections_of(letters: list[str]) -> frozenset[str]:
    found = frozenset(letters) & SECTIONS
    return frozenset() if found == SECTIONS else found


def given(*, related: bool) -> frozenset[str]:
    """All that a catalogue says of a row of it: what it does not have is emptied."""
    names = set(Draft.__dataclass_fields__) - {"row", "given", "review_by", "code", "questions"}
    return frozenset(names if related else names - {"related"})
