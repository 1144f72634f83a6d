"""The columns of a Territoires en Transitions table, and what is made of their words."""

from collections.abc import Iterable

from assessments.frameworks.domain.document import Texts
from assessments.frameworks.domain.problems import N_
from assessments.frameworks.domain.slugs import slug
from assessments.frameworks.domain.tet_rows import IDENTIFIER, NAME, Row
from assessments.frameworks.domain.tet_settings import RULE

LANGUAGE = "fr"
ORIGIN = "origine"
WHY = ("contexte", "reglementation", "desactivationdesc", "reductiondesc", "scoredesc", "reductionpotentiel")
HELP = ("description", "perimetreevaluation")
EXAMPLE, EVIDENCE = ("exemples",), ("preuve", "preuves")
RESOURCES = {"ressources": "ressources", "retoursdexperience": "retours-d-experience"}
TAGS = ("labels", "coremeasure")
AXIS = "categorie"
TAKEN = {
    *(IDENTIFIER, NAME, "points", "pourcentage", ORIGIN, RULE, AXIS, "personnalisationquestions"),
    *WHY,
    *HELP,
    *EXAMPLE,
    *EVIDENCE,
    *RESOURCES,
    *TAGS,
}
EFFECTS = {
    "reduction": N_("the weight is the same for everyone"),
    "score": N_("the answer alone gives the score"),
    "exprscore": N_("the answer alone gives the score"),
    "indicateurs": N_("no indicator is followed here"),
    "indicateurswip": N_("no indicator is followed here"),
    RULE: N_("this rule computes: the question is asked of everyone"),
    "alter": N_("no rule says when it stands for its sibling: it is not asked"),
}
OTHERWISE = N_("it is left out")


def words(row: Row, columns: Iterable[str]) -> Texts:
    """The texts of several cells as one, a blank line between them."""
    said = "\n\n".join(row[column] for column in columns if row[column])
    return {LANGUAGE: said} if said else {}


def slugs(cell: str) -> tuple[str, ...]:
    words = cell.replace("œ", "oe").replace("Œ", "Oe").replace(";", ",").split(",")
    return tuple(code for word in words if (code := slug(word)))


def tags(row: Row) -> tuple[str, ...]:
    return tuple(code for column in TAGS for code in slugs(row[column]))
