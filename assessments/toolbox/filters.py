"""The filters of the toolbox as a page shows them: read from the address, each value with what it would show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessments.toolbox import shelf
from assessments.toolbox.models import Effort, Kind
from assessments.toolbox.services.imports.vocabulary import documents_of
from assessments.toolbox.shelf import Shelf, Wanted
from core.text import pick
from organisations.models import Kind as Who
from organisations.models import Size
from territories.models import Territory

LONGEST = 100  # characters of a search
NAMES = {"type": "kinds", "theme": "themes", "effort": "efforts", "origine": "levels"}
"""Parameter of the address → facet."""
FLAGS = {"gratuit": "free", "ouvert": "open_now", "partout": "elsewhere"}


@dataclass(frozen=True, slots=True)
class Value:
    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[Value, ...]

    @property
    def is_used(self) -> bool:
        return any(value.chosen for value in self.values)


def themes_of(territory: Territory) -> dict[str, str]:
    """Code → title of the top themes of what the territory asks. One query."""
    return {theme.code: pick(theme.title) for document in documents_of(territory) for theme in document.themes}


def wanted_from(query: QueryDict, themes: Mapping[str, str]) -> Wanted:
    """Values that exist nowhere are forgotten: an old address still opens."""
    known = {"type": set(Kind.values), "theme": set(themes), "effort": {str(one) for one in Effort.values},
             "origine": {"national", "regional", "local"}}  # fmt: skip
    facets: dict[str, Any] = {
        field: frozenset(query.getlist(name)) & frozenset(known[name]) for name, field in NAMES.items()
    }
    facets |= {field: query.get(name) == "1" for name, field in FLAGS.items()}
    who, size = query.get("pour", ""), query.get("taille", "")
    return Wanted(
        q=query.get("q", "").replace("\0", "")[:LONGEST],
        who=who if who in Who.values else "",
        size=size if size in Size.values else "",
        **facets,
    )


def is_wanting(wanted: Wanted) -> bool:
    return any(getattr(wanted, field.name) for field in fields(wanted))


def facets_of(found: Shelf, wanted: Wanted, today: date, themes: Mapping[str, str]) -> list[Facet]:
    """Each value that shows something, or that is chosen."""
    levels = {"national": _("National"), "regional": _("Regional"), "local": _("Local")}
    efforts = {str(value): str(label) for value, label in Effort.choices}
    return [
        _facet("theme", _("Theme"), themes, found, wanted, today),
        _facet("type", _("Kind"), {str(code): str(label) for code, label in Kind.choices}, found, wanted, today),
        _facet("effort", _("Effort"), efforts, found, wanted, today),
        _facet("origine", _("Where it comes from"), levels, found, wanted, today),
    ]


def _facet(name: str, label: str, labels: Mapping[str, str], found: Shelf, wanted: Wanted, today: date) -> Facet:
    field = NAMES[name]
    chosen = getattr(wanted, field)
    counts = shelf.counted(found, wanted, today, field, labels)
    values = (Value(code, words, counts[code], code in chosen) for code, words in labels.items())
    return Facet(name, label, tuple(value for value in values if value.count or value.chosen))


def kept_query(query: QueryDict, *left: str) -> str:
    """The rest of the address, for links to another page of it."""
    rest = query.copy()
    for name in ("page", *left):
        rest.pop(name, None)
    return rest.urlencode()


def choices(labels: Iterable[tuple[Any, Any]], chosen: str) -> list[Value]:
    """Options of a select."""
    return [Value(str(code), str(label), 0, str(code) == chosen) for code, label in labels]
