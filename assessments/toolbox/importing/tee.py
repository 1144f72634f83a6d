"""The aids of Transition écologique des entreprises: their JSON, key by key (see docs/toolbox.md)."""

from dataclasses import replace
from datetime import date

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.importing import places, words
from assessments.toolbox.importing.drafts import Draft, Link, Parsed, Problem, Refused, texts
from assessments.toolbox.importing.jsonlist import Thing, gather, load_list
from assessments.toolbox.importing.limits import CODE, CONTACT, LONGEST, fitting, is_address, shortened
from assessments.toolbox.importing.tee_projects import read_projects as read_projects
from assessments.toolbox.importing.tee_tables import (
    KINDS,
    NATURES,
    OWNER,
    PLACEHOLDER,
    PROGRAMS,
    SITE,
    given,
    sections_of,
    themes_of,
)

GIVEN = given(related=False)
"""An aid does not say what goes with it: the actions do."""
READ = frozenset(
    {
        "id", "titre", "promesse", "description", "description longue", "url", "objectifs", "eligibilityData",
        "début de validité", "fin de validité", "opérateur de contact", "autres opérateurs", "contact question",
        "nature de l'aide", "montant du financement", "montant du prêt", "durée du prêt",
        "montant de l'avantage fiscal", "coût de l'accompagnement", "durée de l'accompagnement",
        "conditions d'éligibilité", "champs conditionnels", "aide temporairement indisponible",
        "activable en autonomie", "ouvert aux administrations publiques",
    }
)  # fmt: skip
COMPANY_DATA = frozenset(
    {
        "allowedNafSections", "allowedRegion", "minEmployees", "maxEmployees", "excludeMicroentrepreneur",
        "openToPublicAdministration",
    }
)  # fmt: skip
"""The conditions that are read; another one is told, for it would make the aid look open to more."""


def read_programs(data: bytes) -> Parsed:
    """Never raises, whatever the bytes: what cannot be read is in `problems`."""
    parsed = Parsed(source=PROGRAMS)
    try:
        things = load_list(data)
    except Refused as refusal:
        parsed.problems.append(refusal.problem)
        return parsed
    drafts = (_program(Thing(one), row, parsed) if isinstance(one, dict) else None for row, one in enumerate(things, 1))
    return gather(drafts, parsed, key="id", title="titre")


def _program(aid: Thing, row: int, parsed: Parsed) -> Draft:
    parsed.count_unread(key for key in aid.values if key not in READ)
    code = aid.text("id")
    page = f"{SITE}/aides-entreprise/{code}"
    url = aid.text("url")
    draft = Draft(
        code=fitting(f"tee-{code}", CODE),
        kind=KINDS.get(aid.text("nature de l'aide"), "aid"),
        title=texts(aid.text("titre")),
        summary=texts(_summary(aid)),
        cost=texts(aid.text("coût de l'accompagnement")),
        effort=texts(aid.text("durée de l'accompagnement")),
        amount=texts(_amount(aid)),
        conditions=texts(_conditions(aid)),
        eligibility=_eligibility(aid, row, parsed),
        opens_on=_day(aid, "start", row, parsed),
        deadline=_day(aid, "end", row, parsed),
        effort_level=words.effort_level(aid.text("durée de l'accompagnement")),
        themes=themes_of(aid.texts("eligibilityData", "priorityObjectives"), parsed),
        url=url if is_address(url) else page,
        links=_links(aid, page, parsed),
        contact=_contact(aid, parsed),
        origin=shortened(aid.text("opérateur de contact") or OWNER),
        suspended=aid.flag("aide temporairement indisponible"),
        source=PROGRAMS,
        source_id=code,
        row=row,
    )
    return replace(draft, given=GIVEN if draft.effort_level else GIVEN - {"effort_level"})


def _summary(aid: Thing) -> str:
    steps = [step.text("description") for step in aid.things("objectifs")]
    numbered = "\n".join(f"{rank}. {step}" for rank, step in enumerate(filter(None, steps), 1))
    others = aid.texts("autres opérateurs")
    alone = "Vous pouvez l’activer vous-même, sans conseiller." if aid.flag("activable en autonomie") else ""
    parts = [
        aid.text("promesse"),
        aid.text("description"),
        aid.text("description longue"),
        f"## Comment l’obtenir\n{numbered}" if numbered else "",
        alone,
        f"Avec : {', '.join(others)}." if others else "",
    ]
    return "\n\n".join(filter(None, parts))


def _amount(aid: Thing) -> str:
    nature = aid.text("nature de l'aide")
    amount = (
        aid.text("montant du financement") or aid.text("montant du prêt") or aid.text("montant de l'avantage fiscal")
    )
    lasts = aid.text("durée du prêt")
    said = f"{NATURES[nature]} : {amount}" if amount and nature in NATURES else amount
    return f"{said} ; durée : {lasts}" if said and lasts else said or lasts


def _conditions(aid: Thing) -> str:
    """One line a condition that figures do not tell; then what changes with the region or the size."""
    told = aid.texts("conditions d'éligibilité", "taille de l'entreprise")
    sizes = [one for one in told if not one.lower().startswith(("toutes tailles", "éligible aux", "non éligible"))]
    sectors = aid.texts("conditions d'éligibilité", "secteur d'activité")
    years = aid.texts("conditions d'éligibilité", "nombre d'années d'activité")
    lines = [
        *(f"Taille : {one}" for one in sizes if not words.is_bound(one)),
        *(one for one in sectors if not one.replace("’", "'").lower().startswith("tous secteurs d'activité")),
        *(one for one in sectors if "sauf" in one and one.lower().startswith("tous secteurs")),
        *(one for one in years if not one.startswith("Éligible à toutes")),
        *aid.texts("conditions d'éligibilité", "autres critères d'éligibilité"),
        *(_variant(one) for one in aid.things("champs conditionnels")),
    ]
    return "\n".join(f"- {' '.join(line.split())}" for line in dict.fromkeys(lines))


def _variant(one: Thing) -> str:
    """ "Nouvelle-Aquitaine : sur devis, de 350 à 700 € HT ; 1,5 à 2,5 jours ; CCI ou CMA"."""
    where = [text.partition("=")[2].strip() for text in one.texts("une de ces conditions")]
    staff = ", ".join(text for text in one.texts("toutes ces conditions"))
    told = [
        one.text("Montant du dispositif"),
        one.text("Durée du dispositif"),
        one.text("opérateur de contact"),
        *one.texts("autres opérateurs"),
        *one.texts("autres critères d'éligibilité"),
        one.text("url"),
    ]
    return f"{', '.join(where) or one.text('Eligibilité taille') or staff} : {' ; '.join(filter(None, told))}"


def _eligibility(aid: Thing, row: int, parsed: Parsed) -> Eligibility:
    at = ("eligibilityData", "company")
    company = aid.at(*at)
    parsed.count_unread(f"eligibilityData.company.{key}" for key in (company or {}) if key not in COMPANY_DATA)
    named = {name: places.area_named(name) for name in aid.texts(*at, "allowedRegion")}
    for name in (name for name, area in named.items() if not area):
        parsed.problems.append(Problem("unknown_area", row, "allowedRegion", {"name": name}))
    told = aid.texts("conditions d'éligibilité", "nombre d'années d'activité")
    return Eligibility(
        kinds=_kinds(aid),
        naf=sections_of(aid.texts(*at, "allowedNafSections")),
        least=aid.number(*at, "minEmployees"),
        most=aid.number(*at, "maxEmployees"),
        micro="no" if aid.flag(*at, "excludeMicroentrepreneur") else "",
        areas=frozenset(area for area in named.values() if area),
        years=max((years for one in told if (years := words.years_of(one))), default=None),
    )


def _kinds(aid: Thing) -> frozenset[str]:
    """Companies; public bodies and associations where it says so."""
    found = {"company"}
    if aid.flag("eligibilityData", "company", "openToPublicAdministration"):
        found.add("public_body")
    others = aid.texts("conditions d'éligibilité", "autres critères d'éligibilité")
    if any("associations sont éligibles" in one for one in others):
        found.add("association")
    return frozenset(found)


def _day(aid: Thing, which: str, row: int, parsed: Parsed) -> date | None:
    said = aid.text("eligibilityData", "validity", which)
    read = words.day_of(said) if said else None
    if said and read is None:
        parsed.problems.append(Problem("bad_date", row, f"validity.{which}", {"value": said[:40]}))
    return read


def _links(aid: Thing, page: str, parsed: Parsed) -> tuple[Link, ...]:
    """Those of the steps, each address once, then its page there, which has the form to be called back."""
    found: dict[str, str] = {}
    for step in aid.things("objectifs"):
        for link in step.things("liens"):
            url = link.text("lien")
            if not is_address(url, LONGEST):
                parsed.count_unread([_why_no_link(url)])
                continue
            found.setdefault(url, link.text("texte") or url)
    found.setdefault(page, "Fiche sur Transition écologique des entreprises, avec un formulaire de contact")
    return tuple(Link(label, url) for url, label in found.items())


def _why_no_link(url: str) -> str:
    if not url:
        return "objectifs.liens.formulaire"
    return f"adresse {PLACEHOLDER}" if PLACEHOLDER in url else "objectifs.liens.lien"


def _contact(aid: Thing, parsed: Parsed) -> str:
    """An address of theirs; none for "formulaire": the form is on the page that the links lead to."""
    said = aid.text("contact question")
    if PLACEHOLDER in said:
        parsed.count_unread([f"adresse {PLACEHOLDER}"])
        return ""
    return "" if said == "formulaire" else shortened(said.removeprefix("mailto:"), CONTACT)
