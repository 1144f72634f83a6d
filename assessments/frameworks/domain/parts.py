"""Reading the parts of a question, and what stands beside the tree, from our own format."""

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar, get_args

from assessments.frameworks.domain import keys
from assessments.frameworks.domain.document import (
    MARKS,
    TRAITS,
    Band,
    Choice,
    Column,
    Item,
    LegalNote,
    Level,
    Resource,
    Term,
    Texts,
    Trait,
    Variant,
)
from assessments.frameworks.domain.fields import Fields, applicability, each, unique
from assessments.frameworks.domain.yamlfile import Seq
from assessments.scoring import Applicability
from assessments.scoring.model import ColumnKind

COLUMN_TYPES: tuple[str, ...] = get_args(ColumnKind)
YES_NO_TITLES: dict[str, dict[str, str]] = {
    "yes": {"fr": "Oui", "en": "Yes"},
    "no": {"fr": "Non", "en": "No"},
}
WEB = ("https://", "http://")


class Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=Coded)


def coded(items: Sequence[Fields], read: Callable[[Fields], T]) -> tuple[T, ...]:
    """The items read, their codes unique among themselves."""
    made = each(items, read)
    if items:
        unique(items[0].notes, [(item, one.code) for item, one in zip(items, made, strict=True)])
    return made


def yes_no(fields: Fields, code: str, points: Fraction) -> Choice:
    known = YES_NO_TITLES[code]
    titles: Texts = {lang: known.get(lang, known["en"]) for lang in fields.notes.languages}
    return Choice(code, titles, points)


def choice(fields: Fields) -> Choice:
    fields.only(keys.CHOICE_KEYS)
    code = fields.code()
    if code in ("na", "unknown"):
        fields.problem("reserved_code", "code", value=code)
    title = fields.texts("title", required=code not in ("yes", "no"))
    return Choice(
        code=code,
        title=title or YES_NO_TITLES.get(code, {}),
        points=fields.number("points"),
        help=fields.texts("help"),
        counts_as=fields.code("counts_as", required=False),
        origin=fields.code("origin", required=False),
    )


def band(fields: Fields) -> Band:
    fields.only(keys.BAND_KEYS)
    points = fields.number("points")
    if points is None:
        fields.problem("missing", "points", key="points")
    return Band(fields.number("from"), fields.number("to"), points or Fraction(0))


def item(fields: Fields) -> Item:
    fields.only(keys.ITEM_KEYS)
    return Item(fields.code(), fields.texts("title", required=True))


def column(fields: Fields) -> Column:
    fields.only(keys.COLUMN_KEYS)
    return Column(
        code=fields.code(),
        title=fields.texts("title", required=True),
        kind=fields.among("type", COLUMN_TYPES, "text"),  # type: ignore[arg-type]
        unit=fields.texts("unit"),
    )


def variant(fields: Fields) -> Variant:
    fields.only(keys.VARIANT_KEYS)
    return Variant(
        when=fields.applicability("when"),
        title=fields.texts("title"),
        why=fields.texts("why"),
        help=fields.texts("help"),
        example=fields.texts("example"),
    )


def level(fields: Fields) -> Level:
    fields.only(keys.LEVEL_KEYS)
    low = fields.number("from")
    if low is None:
        fields.problem("missing", "from", key="from")
    themes = fields.child("themes")
    return Level(
        code=fields.code(),
        low=low or Fraction(0),
        title=fields.texts("title", required=True),
        group_title=fields.texts("group_title"),
        text=fields.texts("text"),
        themes={code: themes.texts(code) for code in themes.map},
    )


def trait(fields: Fields) -> Trait:
    fields.only(keys.TRAIT_KEYS)
    code = fields.among("code", TRAITS, "")
    title, words = fields.texts("title", required=True), fields.texts("help")
    return Trait(code, title, words, _defaults(fields))


def _defaults(fields: Fields) -> tuple[Applicability, ...]:
    """One applicability, or a list of them: any one is enough."""
    if isinstance(fields.map.get("default"), Seq):
        return each(fields.children("default"), applicability)
    return (fields.applicability("default"),) if fields.map.get("default") is not None else ()


def term(fields: Fields) -> Term:
    fields.only(keys.TERM_KEYS)
    return Term(
        code=fields.code(),
        term=fields.texts("term", required=True),
        definition=fields.texts("definition", required=True),
        origin=fields.code("origin", required=False),
    )


def note(fields: Fields) -> LegalNote:
    fields.only(keys.NOTE_KEYS)
    found = LegalNote(
        code=fields.code(),
        text=fields.texts("text", required=True),
        mark=fields.among("mark", MARKS, "to_check"),  # type: ignore[arg-type]
        who=fields.applicability("who"),
        place=fields.word("place", limit=120),
        since=fields.day("since"),
        source=fields.word("source"),
        checked_on=fields.day("checked_on"),
        review_by=fields.day("review_by"),
        questions=fields.words("questions"),
        origin=fields.code("origin", required=False),
    )
    if found.mark == "verified" and not found.source:
        fields.problem("missing_source", "mark")
    if found.checked_on and found.review_by and found.review_by < found.checked_on:
        fields.problem("dates_order", "review_by")
    return found


def resource(fields: Fields) -> Resource:
    fields.only(keys.RESOURCE_KEYS)
    url = fields.word("url")
    if url and not url.lower().startswith(WEB):
        fields.problem("bad_address", "url", value=url[:60])
        url = ""
    return Resource(
        code=fields.code(),
        title=fields.texts("title", required=True),
        text=fields.texts("text"),
        url=url,
        category=fields.word("category", limit=60),
        questions=fields.words("questions"),
        origin=fields.code("origin", required=False),
    )


def scale(fields: Fields) -> dict[str, Any]:
    """The fields of a document about its scale and its declared points."""
    shown, points = fields.child("scale"), fields.child("points")
    shown.only(("min", "max", "decimals"))
    points.only(("min", "max"))
    low, high = _pair(points)
    return {
        "minimum": shown.number("min", Fraction(0)),
        "maximum": shown.number("max", Fraction(100)),
        "decimals": shown.integer("decimals", 0, 0, 4),
        "points_floor": low,
        "points_ceiling": high,
    }


def _pair(fields: Fields) -> tuple[Fraction | None, Fraction | None]:
    """`min` and `max`, both or neither: one without the other is noted."""
    low, high = fields.number("min"), fields.number("max")
    if (low is None) == (high is None):
        return low, high
    missing = "min" if low is None else "max"
    fields.problem("missing", missing, key=missing)
    return None, None


def completeness(fields: Fields) -> dict[str, Any]:
    share = fields.child("completeness")
    share.only(("overall", "theme"))
    return {"completeness": share.percent("overall"), "theme_completeness": share.percent("theme")}


def weights(fields: Fields) -> tuple[Fraction | None, Fraction | None]:
    """How far a layer may move a weight: from `min` to `max`, 0 or more."""
    fields.only(("min", "max"))
    low, high = _pair(fields)
    if low is not None and high is not None and not 0 <= low <= high:
        fields.problem("weight_range")
        return None, None
    return low, high


def known(fields: Fields, possible: Collection[str]) -> list[str]:
    """The keys of the mapping that are among `possible`."""
    return [key for key in fields.map if key in possible]
