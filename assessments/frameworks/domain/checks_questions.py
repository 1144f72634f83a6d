"""What each kind of question needs, and what it has no use for."""

from fractions import Fraction

from assessments.frameworks.domain.document import Band, Choice, Document, Question
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import N_

CHOICES = ("single", "multiple", "yes_no", "scale")
BANDS = ("number", "percentage", "computed")
TAKERS = {
    "choices": CHOICES,
    "bands": BANDS,
    "items": ("scale", "table"),
    "columns": ("table",),
    "rows": ("table",),
    "formula": ("computed",),
}
"""The kinds of question that have a use for each key."""
MOST_ITEMS = 100


def shown(value: Fraction | None) -> str:
    """A figure as its author would write it."""
    if value is None:
        return "…"
    return str(value) if value.denominator == 1 else f"{float(value):g}"


def check_question(document: Document, question: Question, fields: Fields) -> None:
    given = {key: getattr(question, "row_limit" if key == "rows" else key) for key in TAKERS}
    for key, kinds in TAKERS.items():
        if given[key] and question.kind not in kinds:
            fields.problem("choices_unused", key, kind=question.kind, key=key)
    if question.kind in CHOICES:
        _check_choices(question, fields)
    if question.kind in BANDS and question.bands:
        _check_bands(question, fields)
    if question.kind in ("scale", "table"):
        _check_parts(question, fields)
    _check_points(document, question, fields)
    _check_counts_as(question, fields)


def _check_choices(question: Question, fields: Fields) -> None:
    if not question.choices:
        fields.problem("no_choices", "choices")
    elif len(question.choices) == 1 and question.kind in ("single", "scale"):
        fields.problem("one_choice", "choices")
    for choice, item in zip(question.choices, fields.children("choices"), strict=False):
        if choice.points is None and question.is_scored:
            item.problem("some_points", value=choice.code)


def _check_parts(question: Question, fields: Fields) -> None:
    """The items of a scale; the columns and the rows of a table."""
    if len(question.items) > MOST_ITEMS:
        fields.problem("too_many_items", "items", limit=MOST_ITEMS)
    if question.kind == "scale":
        if not question.items:
            fields.problem("no_items", "items")
        return
    if not question.columns:
        fields.problem("no_columns", "columns")
    if not question.items and question.row_limit < 1:
        fields.problem("no_rows", "rows")
    if question.items and question.row_limit:
        fields.problem("rows_both", "rows")


def _check_points(document: Document, question: Question, fields: Fields) -> None:
    key = "bands" if question.bands else "choices"
    parts: tuple[Band | Choice, ...] = question.bands or question.choices
    low, high = document.points_floor, document.points_ceiling
    for part, item in zip(parts, fields.children(key), strict=False):
        if part.points is None or low is None or high is None or low <= part.points <= high:
            continue
        item.problem("points_outside", "points", value=shown(part.points), low=shown(low), high=shown(high))
    given = [part.points for part in parts if part.points is not None]
    several = question.kind != "multiple"
    if given and (max(given) == min(given) if several else max(given) <= 0):
        fields.problem("no_difference", key)


def _check_counts_as(question: Question, fields: Fields) -> None:
    codes = {choice.code for choice in question.choices}
    for choice, item in zip(question.choices, fields.children("choices"), strict=False):
        if choice.counts_as and choice.counts_as not in codes:
            item.problem("dangling", "counts_as", value=choice.counts_as, target=N_("choice"))
        elif choice.counts_as == choice.code != "":
            item.problem("counts_as_itself", "counts_as", value=choice.code)


def _check_bands(question: Question, fields: Fields) -> None:
    before: Fraction | None = None
    for position, (band, item) in enumerate(zip(question.bands, fields.children("bands"), strict=False)):
        if band.low is not None and band.high is not None and band.high <= band.low:
            item.problem("band_backwards", "to")
        if position and (before is None or band.low is None or band.low < before):
            item.problem("band_overlap", "from", value=shown(band.low), end=shown(before))
        elif position and before is not None and band.low is not None and band.low > before:
            item.problem("band_hole", "from", value=shown(band.low), end=shown(before))
        before = band.high
    if question.kind == "percentage":
        first, last = question.bands[0].low, question.bands[-1].high
        if (first is not None and first > 0) or (last is not None and last < 100):
            fields.problem("band_cover", "bands")
