"""What a sound framework keeps to, whatever file it came from."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from assessments.frameworks.domain.checks_logic import check_logic
from assessments.frameworks.domain.checks_questions import check_question, shown
from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import N_

__all__ = ["check", "shown"]


def check(document: Document, root: Fields, themes: Mapping[str, Fields], questions: Mapping[str, Fields]) -> None:
    """Note in `root.notes` all that is wrong in the meaning; the fields say where each part stands."""
    _check_scale(document, root)
    _check_levels(document, root)
    _check_tree(document, root, themes)
    for question in document.questions():
        if question.code in questions:
            check_question(document, question, questions[question.code])
    _check_codes(themes, questions)
    _check_hidden(document, themes, questions)
    _check_references(document, root, questions)
    check_logic(document, root, themes, questions)


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
    _check_weights(root, "themes", document.themes)
    for theme in document.walk():
        fields = themes.get(theme.code)
        if fields is None:
            continue
        if not any(child.questions for child in theme.walk()):
            fields.problem("empty_theme", value=theme.code)
        if theme.combine == "sum" and (theme.themes or document.points_floor is None):
            fields.problem("sum_alone" if theme.themes else "sum_scale", "combine")
        _check_weights(fields, "questions", (*theme.questions, *theme.themes))


def _check_weights(fields: Fields, key: str, nodes: Iterable[Theme | Question]) -> None:
    weights = [node.weight for node in nodes if not node.hidden]
    if weights and not any(weights):
        fields.problem("all_zero_weights", key)


def _check_codes(themes: Mapping[str, Fields], questions: Mapping[str, Fields]) -> None:
    """A theme and a question with one code could not be told apart in a map, a condition or a result."""
    for code, fields in questions.items():
        if code and code in themes:
            fields.problem("duplicate_id", "code", value=code, first=themes[code].map.line_of("code"))


def _check_hidden(document: Document, themes: Mapping[str, Fields], questions: Mapping[str, Fields]) -> None:
    """Only what a framework below asks is hidden: what is one's own is removed."""
    nodes: list[tuple[Theme | Question, Fields | None]] = [
        *((theme, themes.get(theme.code)) for theme in document.walk()),
        *((question, questions.get(question.code)) for question in document.questions()),
    ]
    for node, fields in nodes:
        if node.hidden and not node.origin and fields is not None:
            fields.problem("hidden_own", "hidden", value=node.code)


def _check_references(document: Document, root: Fields, questions: Mapping[str, Fields]) -> None:
    asked = {question.code for question in document.questions()}
    known_terms = {term.code for term in document.terms}
    themes = {theme.code for theme in document.walk()}
    _dangling(root, "express", document.express, asked, N_("question"))
    for note, fields in zip(document.legal_notes, root.children("legal_notes"), strict=False):
        _dangling(fields, "questions", note.questions, asked, N_("question"))
    for resource, fields in zip(document.resources, root.children("resources"), strict=False):
        _dangling(fields, "questions", resource.questions, asked, N_("question"))
    for resource, fields in zip(document.resources, root.children("resources"), strict=False):
        _dangling(fields, "questions", resource.questions, asked, N_("question"))
    for level, fields in zip(document.levels, root.children("levels"), strict=False):
        _dangling(fields, "themes", level.themes, themes, N_("theme"))
    for question in document.questions():
        if question.code in questions:
            _dangling(questions[question.code], "terms", question.terms, known_terms, N_("term"))


def _dangling(fields: Fields, key: str, codes: Iterable[str], known: set[str], target: str) -> None:
    for code in codes:
        if code not in known:
            fields.problem("dangling", key, value=code, target=target)
