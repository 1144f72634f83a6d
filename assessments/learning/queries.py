"""Reads. Every one of them stays in the active scope; what a territory inherits is replaced by its own, by code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils.translation import get_language

from accounts.models import User
from assessments.learning.domain.occurrences import Entry, find, fold
from assessments.learning.domain.paths import Progress, Proposal, Stage, progress, propose
from assessments.learning.models import Audience, GlossaryTerm, LearningPath, QuizTry, Reading, SheetPage
from assessments.results.queries import current_of
from assessments.scoring import from_dict
from core.text import pick
from organisations.models import Organisation
from territories.scope import NoActiveTerritory, active_territory
from ui.glossing import Gloss

STAMP, TTL = "glossary-stamp", 600  # seconds
Row = TypeVar("Row", GlossaryTerm, LearningPath)


class Word(NamedTuple):
    """A term in the active language, all plain text."""

    code: str
    term: str
    definition: str
    forms: tuple[str, ...]


# ---------- glossary ----------


def terms() -> list[GlossaryTerm]:
    """The glossary of the active territory, in the order of the alphabet: one query."""
    return sorted(
        nearest(GlossaryTerm.objects.order_by("territory__lineage", "code")), key=lambda term: _key(str(term))
    )


def nearest(rows: "QuerySet[Row]") -> list[Row]:
    """One row a code: the nearest. `rows` come with the ancestors first."""
    return list({row.code: row for row in rows}.values())


def _key(text: str) -> str:
    return fold(text).text


def words() -> tuple[Word, ...]:
    """The glossary as texts need it: from the cache, else one query. Changing a term forgets it everywhere."""
    key = f"glossary:{cache.get_or_set(STAMP, _new_stamp, None)}:{active_territory().pk}:{get_language()}"
    kept: tuple[Word, ...] | None = cache.get(key)
    if kept is None:
        kept = tuple(Word(one.code, str(one), pick(one.definition), one.spellings) for one in terms() if one.spellings)
        cache.set(key, kept, TTL)
    return kept


def forget_words(**_signal: Any) -> None:
    """A territory's terms are those of its descendants too: all start anew."""
    cache.set(STAMP, _new_stamp(), None)


def _new_stamp() -> str:
    return uuid4().hex


def terms_for(text: str, known: Sequence[str] = ()) -> list[Gloss]:
    """The words of `text` that the glossary explains, the first time each; not those that are `known` elsewhere."""
    try:
        glossary = {word.code: word for word in words()}
    except NoActiveTerritory:  # a page of no territory, or of several at once
        return []
    found = find(text, [Entry(word.code, word.forms) for word in glossary.values()], known)
    return [
        Gloss(one.start, one.end, one.code, glossary[one.code].term, glossary[one.code].definition) for one in found
    ]


@dataclass(frozen=True, slots=True)
class Letter:
    """`name` as shown ("É" stands under "E"), with its terms."""

    name: str
    terms: tuple[GlossaryTerm, ...]


def letters(text: str = "") -> list[Letter]:
    """The glossary by letter; with `text`, the terms whose name, other names or definition hold every word of it."""
    wanted = fold(text).text.split()
    by_letter: dict[str, list[GlossaryTerm]] = {}
    for term in terms():
        if all(word in _searched(term) for word in wanted):
            by_letter.setdefault(_key(str(term))[:1].upper(), []).append(term)
    return [Letter(name, tuple(held)) for name, held in by_letter.items()]


def _searched(term: GlossaryTerm) -> str:
    return _key(" ".join([str(term), *term.spellings, pick(term.definition)]))


# ---------- sheets and paths ----------


def sheets_seen(*, by_team: bool) -> list[SheetPage]:
    """Published sheets; those for agents only when one is of the team. Three queries."""
    return [sheet for sheet in SheetPage.visible() if by_team or sheet.audience == Audience.COMPANY]


def sheets_for(theme_code: str) -> list[SheetPage]:
    """Sheets for companies that speak of a theme."""
    return [sheet for sheet in sheets_seen(by_team=False) if theme_code in sheet.themes]


@dataclass(frozen=True, slots=True)
class Step:
    sheet: SheetPage
    is_read: bool


@dataclass(frozen=True, slots=True)
class Walk:
    """A path with its published sheets, and how far one person is."""

    path: LearningPath
    steps: tuple[Step, ...]
    progress: Progress

    @property
    def stages(self) -> list[Stage]:
        return [step.sheet.stage for step in self.steps]

    @property
    def following(self) -> SheetPage | None:
        return next((step.sheet for step in self.steps if step.sheet.code == self.progress.following), None)


def walks(audience: str, sheets: Iterable[SheetPage], read: frozenset[str]) -> list[Walk]:
    """The published paths of an audience, that have a sheet to read: one query."""
    rows = nearest(LearningPath.objects.order_by("territory__lineage", "code"))
    held = {sheet.code: sheet for sheet in sheets}
    made = (_walk(row, held, read) for row in rows if row.is_open and row.audience == audience)
    return [walk for walk in made if walk.steps]


def _walk(path: LearningPath, sheets: dict[str, SheetPage], read: frozenset[str]) -> Walk:
    steps = tuple(Step(sheets[code], code in read) for code in path.codes if code in sheets)
    return Walk(path, steps, progress([step.sheet.stage for step in steps], read))


def weakest_themes(organisation: Organisation) -> list[str]:
    """Themes of its current result, the weakest first; none before the first result."""
    result = current_of(organisation)
    if result is None:
        return []
    known = [theme for theme in from_dict(result.explanation).themes if theme.displayed is not None]
    return [theme.id for theme in sorted(known, key=lambda theme: theme.displayed or 0)]


def proposal(organisation: Organisation, paths: Sequence[Walk]) -> Proposal | None:
    """The path that its weakest theme calls for."""
    return propose(weakest_themes(organisation), [(walk.path.code, walk.stages) for walk in paths])


# ---------- a person ----------


def readings(person: Any) -> dict[str, Reading]:
    """What someone opened here, by sheet, the last opened first; nothing for who is not signed in."""
    if not isinstance(person, User):
        return {}
    return {row.sheet: row for row in Reading.objects.filter(person=person)}


def read_codes(rows: dict[str, Reading]) -> frozenset[str]:
    return frozenset(code for code, row in rows.items() if row.read_at)


def best_tries(person: Any) -> dict[str, QuizTry]:
    """The best try of each quiz."""
    if not isinstance(person, User):
        return {}
    return {row.sheet: row for row in QuizTry.objects.filter(person=person).order_by("right", "at", "id")}
