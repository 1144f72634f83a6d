"""Words, sheets and paths. Call inside the scope of their territory."""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from assessments.learning.models import GlossaryTerm, LearningPath, SheetIndexPage, SheetPage
from territories.models import Territory
from territories.scope import active_territory

QUIZ = (
    {
        "text": "Un seul choix ?",
        "several": False,
        "options": [{"words": "Oui", "right": True}, {"words": "Non", "right": False}],
        "explanation": "C’est oui.",
    },
    {
        "text": "Plusieurs choix ?",
        "several": True,
        "options": [{"words": word, "right": word != "Rouge"} for word in ("Vert", "Rouge", "Bleu")],
        "explanation": "Vert et bleu.",
    },
)
RIGHT = {"q0": "0", "q1": ["0", "2"]}
"""What a form posts when both answers are right."""


def make_term(code: str, word: str, definition: str = "Ce que c’est.", **fields: Any) -> GlossaryTerm:
    facts: dict[str, Any] = {"term": {"fr": word, "en": word}, "definition": {"fr": definition, "en": definition}}
    row = GlossaryTerm(territory=active_territory(), code=code, **facts | fields)
    row.full_clean()
    row.save()
    return row


def add_index(territory: Territory, title: str = "Fiches") -> SheetIndexPage:
    page: SheetIndexPage = territory.site.root_page.add_child(instance=SheetIndexPage(title=title, slug="fiches"))
    return page


def make_sheet(index: SheetIndexPage, code: str, *, quiz: bool = False, **fields: Any) -> SheetPage:
    facts = {"title": f"Fiche {code}", "summary": "En bref.", "minutes": 4, "themes": ["energy"], **fields}
    page = SheetPage(slug=code, code=code, body=_blocks(code, "text", ["<p>Un texte.</p>"]), **facts)
    page.quiz = _blocks(f"{code}?", "question", QUIZ) if quiz else []
    added: SheetPage = index.add_child(instance=page)
    return added


def _blocks(name: str, kind: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    ids = (str(uuid5(NAMESPACE_URL, f"{name}/{place}")) for place, _value in enumerate(values))
    return [{"type": kind, "value": value, "id": one} for value, one in zip(values, ids, strict=True)]


def make_path(code: str, sheets: Sequence[SheetPage], **fields: Any) -> LearningPath:
    facts = {"title": f"Parcours {code}", "summary": "Pas à pas.", "is_open": True, **fields}
    row = LearningPath(territory=active_territory(), code=code, **facts)
    row.steps = _blocks(code, "sheet", [sheet.code for sheet in sheets])
    row.full_clean()
    row.save()
    return row
