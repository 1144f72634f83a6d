"""The columns of an agent's table: the names that people give them, in French or in English."""

from collections.abc import Sequence

from territories.geography.names import fold

NAMES: dict[str, tuple[str, ...]] = {
    "code": ("code", "identifiant", "reference", "ref", "id"),
    "title": ("titre", "title", "nom", "name", "intitule"),
    "kind": ("type", "kind", "nature", "categorie"),
    "summary": ("resume", "summary", "description", "presentation"),
    "cost": ("cout", "cost", "prix", "tarif"),
    "amount": ("montant", "amount", "montant de l aide"),
    "effort": ("duree", "effort", "temps", "temps a prevoir"),
    "effort_level": ("niveau d effort", "effort level", "niveau effort"),
    "url": ("adresse web", "url", "lien", "site", "site web", "link", "address", "adresse"),
    "contact": ("contact", "contacts", "courriel", "telephone"),
    "origin": ("propose par", "origin", "origine", "organisme", "porteur", "offered by", "operateur", "financeur"),
    "themes": ("themes", "theme", "thematiques", "thematique"),
    "questions": ("questions", "question"),
    "kinds": ("pour qui", "for whom", "publics", "public", "beneficiaires", "type de structure"),
    "sizes": ("tailles", "taille", "sizes", "size", "effectifs"),
    "least": ("salaries minimum", "fewest employees", "effectif minimum", "min salaries", "effectif min"),
    "most": ("salaries maximum", "most employees", "effectif maximum", "max salaries", "effectif max"),
    "naf": ("naf", "codes naf", "activites", "activities", "secteurs", "code naf", "secteurs d activite"),
    "not_naf": ("naf exclus", "activites exclues", "excluded activities", "codes naf exclus"),
    "micro": ("micro entreprises", "micro entreprise", "micro enterprises", "micro enterprise"),
    "years": ("annees d activite", "years of activity", "anciennete"),
    "regions": ("regions", "region"),
    "departements": ("departements", "departement"),
    "epcis": ("intercommunalites", "intercommunalite", "epci", "inter municipalities"),
    "communes": ("communes", "commune", "villes", "ville"),
    "conditions": ("autres conditions", "conditions", "other conditions", "criteres"),
    "opens_on": ("ouvre le", "opens on", "date d ouverture", "debut", "ouverture"),
    "deadline": ("date limite", "deadline", "ferme le", "closes on", "fin", "echeance", "date de cloture"),
    "suspended": ("suspendue", "suspendu", "suspended"),
    "review_by": ("a revoir le", "to review by", "review by", "date de revision"),
}
"""Field → its names, folded (lower case, no accent, no sign). The first is the one of the template file."""

TEMPLATE = {
    "code": "Code", "title": "Titre", "kind": "Type", "summary": "Résumé", "cost": "Coût", "amount": "Montant",
    "effort": "Durée", "effort_level": "Niveau d’effort", "url": "Adresse web", "contact": "Contact",
    "origin": "Proposé par", "themes": "Thèmes", "questions": "Questions", "kinds": "Pour qui", "sizes": "Tailles",
    "least": "Salariés minimum", "most": "Salariés maximum", "naf": "NAF", "not_naf": "NAF exclus",
    "micro": "Micro-entreprises", "years": "Années d’activité", "regions": "Régions",
    "departements": "Départements", "epcis": "Intercommunalités", "communes": "Communes",
    "conditions": "Autres conditions", "opens_on": "Ouvre le", "deadline": "Date limite",
    "suspended": "Suspendue", "review_by": "À revoir le",
}  # fmt: skip
"""Field → its head in the template and in what is taken out."""
AREAS = ("regions", "departements", "epcis", "communes")
HEAD_ROWS = 10
"""The heads are among the first rows: some files begin with a title."""

_FIELDS = {name: field for field, names in NAMES.items() for name in names}


def fields_of(heads: Sequence[str]) -> dict[int, str]:
    """Place of a column → its field; the first of two columns of one field is taken."""
    found: dict[int, str] = {}
    for place, head in enumerate(heads):
        field = _FIELDS.get(fold(head), "")
        if field and field not in found.values():
            found[place] = field
    return found
