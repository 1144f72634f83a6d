"""What a sound framework keeps to, whatever file it came from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from assessments.frameworks.domain.document import Band, Choice, Document, Question
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import N_


def shown(value: Fraction | None) -> str:
    """A figure as its author would write it."""
    if value is None:
        return "…"
    return str(value) if value.denominator == 1 else f"{float(value):g}"


def check(document: Document, root: Fields, themes: Mapping[str, Fields], questions: Mapping[str, Fields]) -> None:
    """Note in `root.notes` all that is wrong in the meaning; the fields say where each part stands."""
    _check_scale(document, root)
    _check_levels(document, root)
    _check_tree(document, root, themes)
    for question in document.questions():
        if question.code in questions:
            _check_question(document, question, questions[question.code])
    _check_references(document, root, questions)


def _check_scale(document: Document, root: Fields) -> None:
    if document.maximum <= document.minimum:
        root.problem("bad_scale", "scale")
    low, high = document.points_floor, document.points_ceiling
    if low is not None and high is not None and high <= low:
        root.problem("bad_scale", "points")


def _check_levels(document: Document, root: Fields) -> None:
    before: Fraction | None = None
    for level, fields in zip(document.levels, root.children("levels"), strict=False):
        value = shown(level.low)
        if before is None and level.low != document.minimum:
            fields.problem("level_start", "from", value=value, minimum=shown(document.minimum))
        if before is not None and level.low <= before:
            fields.problem("level_order", "from", value=value)
        if level.low > document.maximum:
            fields.problem("level_beyond", "from", value=value, maximum=shown(document.maximum))
        before = level.low


def _check_tree(document: Document, root: Fields, themes: Mapping[str, Fields]) -> None:
    if not any(True for _ in document.questions()):
        root.problem("no_question", "themes")
        return
    _check_weights(root, "themes", [theme.weight for theme in document.themes])
    for theme in document.walk():
        fields = themes.get(theme.code)
        if fields is None:
            continue
        if not any(child.questions for child in theme.walk()):
            fields.problem("empty_theme", value=theme.code)
        if theme.combine == "sum" and (theme.themes or document.points_floor is None):
            fields.problem("sum_alone" if theme.themes else "sum_scale", "combine")
        weights = [question.weight for question in theme.questions] + [child.weight for child in theme.themes]
        _check_weights(fields, "questions", weights)


def _check_weights(fields: Fields, key: str, weights: Iterable[Fraction]) -> None:
    weights = list(weights)
    if weights and not any(weights):
        fields.problem("all_zero_weights", key)


def _check_question(document: Document, question: Question, fields: Fields) -> None:
    takes_choices = question.kind in ("single", "multiple", "yes_no")
    takes_bands = question.kind in ("number", "percentage")
    if question.choices and not takes_choices:
        fields.problem("choices_unused", "choices", kind=question.kind, key="choices")
    if question.bands and not takes_bands:
        fields.problem("choices_unused", "bands", kind=question.kind, key="bands")
    if takes_choices:
        _check_choices(question, fields)
    if takes_bands and question.bands:
        _check_bands(question, fields)
    _check_points(document, question, fields)


def _check_choices(question: Question, fields: Fields) -> None:
    if not question.choices:
        fields.problem("no_choices", "choices")
    elif len(question.choices) == 1 and question.kind == "single":
        fields.problem("one_choice", "choices")
    for choice, item in zip(question.choices, fields.children("choices"), strict=False):
        if choice.points is None and question.is_scored:
            item.problem("some_points", value=choice.code)


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


def _check_references(document: Document, root: Fields, questions: Mapping[str, Fields]) -> None:
    asked = {question.code for question in document.questions()}
    known_terms = {term.code for term in document.terms}
    themes = {theme.code for theme in document.walk()}
    _dangling(root, "express", document.express, asked, N_("question"))
    for note, fields in zip(document.legal_notes, root.children("legal_notes"), strict=False):
        _dangling(fields, "questions", note.questions, asked, N_("question"))
    for level, fields in zip(document.levels, root.children("levels"), strict=False):
        _dangling(fields, "themes", level.themes, themes, N_("theme"))
    for question in document.questions():
        if question.code in questions:
            _dangling(questions[question.code], "terms", question.terms, known_terms, N_("term"))


def _dangling(fields: Fields, key: str, codes: Iterable[str], known: set[str], target: str) -> None:
    for code in codes:
        if code not in known:
            fields.problem("dangling", key, value=code, target=target)
