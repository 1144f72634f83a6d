"""Which sheets and columns a workbook has, in French and in English, and how each cell is read.

A header is "French / English"; either half, whatever its case and accents, is understood, in any order of columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["code", "word", "text", "number", "boolean", "date", "words", "applies", "list", "condition", "limits"]

ROWS = {
    "theme": "thème",
    "question": "question",
    "choice": "choix",
    "band": "tranche",
    "item": "élément",
    "column": "colonne",
    "variant": "variante",
}
TYPES = {
    "single": "choix unique",
    "multiple": "choix multiple",
    "yes_no": "oui ou non",
    "number": "nombre",
    "percentage": "pourcentage",
    "text": "texte",
    "date": "date",
    "scale": "échelle",
    "table": "tableau",
    "computed": "calcul",
    "file": "fichier",
}
COMBINE = {"mean": "moyenne", "sum": "somme", "best": "meilleure"}
MARKS = {"verified": "vérifié", "secondary": "source secondaire", "to_check": "à vérifier"}
UNKNOWN = {"excluded": "exclu", "zero": "zéro"}
YES_NO = {"true": "oui", "false": "non"}


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` "text": one column a language. `among`: the words possible, with their French."""

    key: str
    french: str
    english: str
    kind: Kind = "word"
    width: int = 14
    among: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.french if self.french == self.english else f"{self.french} / {self.english}"


@dataclass(frozen=True, slots=True)
class Layout:
    french: str
    english: str
    columns: tuple[Column, ...]


def _text(key: str, french: str, english: str, width: int = 40) -> Column:
    return Column(key, french, english, "text", width)


def _code(key: str, french: str, english: str, width: int = 14) -> Column:
    return Column(key, french, english, "code", width)


def _flag(key: str, french: str, english: str) -> Column:
    return Column(key, french, english, "boolean", 14, YES_NO)


CODE = _code("code", "Code", "Code")
ORIGIN = _code("origin", "Origine", "Origin")
ASKED = Column("questions", "Questions", "Questions", "words", 24)
APPLIES = Column("applies", "Pour qui", "For whom", "applies", 26)

QUESTIONS = Layout(
    "Questions",
    "Questions",
    (
        Column("row", "Ligne", "Row", "word", 11, ROWS),
        CODE,
        _code("parent", "Dans le thème", "In theme"),
        Column("type", "Type", "Type", "word", 15, TYPES),
        _text("title", "Intitulé", "Title", 50),
        _text("name", "Nom court", "Short name", 26),
        _text("description", "Description", "Description"),
        Column("points", "Points", "Points", "number", 9),
        Column("from", "De", "From", "number", 9),
        Column("to", "À", "To", "number", 9),
        Column("weight", "Poids", "Weight", "number", 9),
        _text("why", "Pourquoi", "Why"),
        _text("help", "Aide", "Help"),
        _text("example", "Exemple", "Example", 30),
        _text("unit", "Unité", "Unit", 12),
        _text("effort", "Effort", "Effort", 26),
        _text("evidence", "Preuve", "Evidence", 26),
        APPLIES,
        Column("visible_if", "Visible si", "Visible if", "condition", 26),
        _flag("not_concerned", "Non concerné possible", "Not concerned allowed"),
        _flag("unknown", "Ne sait pas possible", "I don't know allowed"),
        _flag("time_bound", "Réponse de l'année", "Answer of the year"),
        Column("combine", "Calcul du score", "Score from", "word", 14, COMBINE),
        Column("rows", "Lignes à remplir", "Rows to fill", "number", 12),
        Column("formula", "Formule", "Formula", "word", 26),
        Column("terms", "Termes", "Terms", "words", 18),
        Column("axes", "Axes", "Axes", "words", 18),
        _code("counts_as", "Compte comme", "Counts as"),
        _flag("hidden", "Masqué", "Hidden"),
        Column("limits", "Limites", "Limits", "limits", 26),
        ORIGIN,
    ),
)
LEVELS = Layout(
    "Niveaux",
    "Levels",
    (
        CODE,
        _code("theme", "Phrase du thème", "Sentence for theme"),
        Column("from", "À partir de", "From", "number", 12),
        _text("title", "Intitulé", "Title", 30),
        _text("group_title", "Intitulé collectif", "Title for a group", 30),
        _text("text", "Texte", "Text", 60),
    ),
)
TRAITS = Layout(
    "Profil",
    "Screening",
    (
        CODE,
        _text("title", "Intitulé", "Title", 50),
        _text("help", "Aide", "Help"),
        Column("default", "Oui par défaut pour", "Yes by default for", "list", 40),
    ),
)
GLOSSARY = Layout(
    "Glossaire",
    "Glossary",
    (CODE, _text("term", "Terme", "Term", 26), _text("definition", "Définition", "Definition", 60), ORIGIN),
)
NOTES = Layout(
    "Notes légales",
    "Legal notes",
    (
        CODE,
        _text("text", "Texte", "Text", 60),
        Column("who", "Pour qui", "For whom", "applies", 26),
        Column("place", "Lieu", "Place", "word", 18),
        Column("since", "Depuis", "Since", "date"),
        Column("source", "Source", "Source", "word", 40),
        Column("mark", "Vérification", "Mark", "word", 18, MARKS),
        Column("checked_on", "Vérifié le", "Checked on", "date"),
        Column("review_by", "À revoir avant le", "Review by", "date", 16),
        ASKED,
        ORIGIN,
    ),
)
RESOURCES = Layout(
    "Ressources",
    "Resources",
    (
        CODE,
        _text("title", "Intitulé", "Title", 50),
        _text("text", "Texte", "Text", 60),
        Column("url", "Adresse", "Address", "code", 40),
        Column("category", "Catégorie", "Category", "word", 18),
        ASKED,
        ORIGIN,
    ),
)
LISTS = {"traits": TRAITS, "glossary": GLOSSARY, "legal_notes": NOTES, "resources": RESOURCES}
"""The sheets of which each row is one part, by the key of the file."""

SETTINGS = Layout("Réglages", "Settings", ())
SETTING_COLUMNS = (
    Column("setting", "Réglage", "Setting", "word", 44),
    Column("value", "Valeur", "Value", "word", 30),
    _text("text", "Texte", "Text", 60),
)
SETTING_ROWS = (
    _code("code", "Code du référentiel", "Code of the framework"),
    Column("version", "Version", "Version", "code"),
    Column("languages", "Langues", "Languages", "words"),
    _text("title", "Titre", "Title"),
    _text("description", "Description", "Description"),
    _text("instructions", "Consignes", "Instructions"),
    _text("source", "Source", "Source"),
    Column("licence", "Licence", "Licence"),
    Column("scale.min", "Score le plus bas", "Lowest score", "number"),
    Column("scale.max", "Score le plus haut", "Highest score", "number"),
    Column("scale.decimals", "Décimales du score", "Decimals of the score", "number"),
    Column("points.min", "Points, au moins", "Points, at least", "number"),
    Column("points.max", "Points, au plus", "Points, at most", "number"),
    Column("unknown", "« Je ne sais pas » compte", "“I don't know” counts", "word", 14, UNKNOWN),
    Column("completeness.overall", "Réponses pour un niveau (%)", "Answers for a level (%)", "number"),
    Column("completeness.theme", "Réponses pour un niveau de thème (%)", "Answers for a theme's level (%)", "number"),
    Column("seconds_per_question", "Secondes par question", "Seconds per question", "number"),
    Column("express", "Parcours court", "Short path", "words"),
    Column("extends", "Prolonge la version", "Extends the version", "code"),
    Column("core", "Socle", "Core", "code"),
    Column("audience", "Destiné à", "Meant for", "applies"),
    Column("limits", "Limites par défaut", "Limits by default", "limits"),
)
HELP = Layout("Mode d’emploi", "How to", ())
