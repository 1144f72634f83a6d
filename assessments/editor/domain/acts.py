"""An author's acts as operations: each looks at the document and says exactly what changes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, get_args

from assessments.editor.domain import places, values
from assessments.editor.domain.operations import Node, Operation, Refused, read_value
from assessments.editor.domain.places import NodeKind, Place
from assessments.frameworks.domain.document import Choice, Column, Document, Item, Question, Texts, Theme
from assessments.scoring import Condition, references
from assessments.scoring.model import QuestionKind

YES_NO = {"yes": {"fr": "Oui", "en": "Yes"}, "no": {"fr": "Non", "en": "No"}}
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}")
IN_FORMULA = re.compile(r"\[([^\].]+)(?:\.[^\]]+)?\]")


def setting(document: Document, node: Node, code: str, field: str, after: Any) -> Operation:
    """Give a field of what stands there now another plain value. Raises Refused."""
    part = document if node == "document" else node_at(document, node, code)[0]
    return changing(node, code, field, values.value_of(node, part, field), after)


def changing(node: Node, code: str, field: str, seen: Any, after: Any) -> Operation:
    """Give a field another plain value where it is still the one that was seen. Raises Refused."""
    if field not in values.settable(node):
        raise Refused("bad_field", field=field)
    canonical = values.SHAPES[node].fields[field][0](read_value(node, field, after))
    return Operation("set", node, code, field, seen, canonical)


def node_at(document: Document, node: NodeKind, code: str) -> tuple[Any, Place]:
    """The node and its place. Raises Refused when there is none."""
    found = places.find(document, node, code)
    if found is None:
        raise Refused("gone", code=code)
    return found


def addition(document: Document, part: Theme | Question, parent: str, position: int | None = None) -> Operation:
    """Put `part` under `parent`, last unless `position` says where. Raises Refused."""
    node: NodeKind = "question" if isinstance(part, Question) else "theme"
    if not CODE.fullmatch(part.code):
        raise Refused("bad_code", code=part.code)
    beside = places.siblings(document, node, parent)
    if beside is None:
        raise Refused("no_such_place")
    at = len(beside) if position is None else position
    return Operation("add", node, part.code, after=_stored(node, part, Place(parent, at)))


def removal(document: Document, node: NodeKind, code: str) -> tuple[Operation, ...]:
    """Take a node out, and first what refers to it. Raises Refused: inherited, the last one, or others stand on it."""
    part, place = node_at(document, node, code)
    if part.origin:
        raise Refused("inherited", code=code)
    gone = {part.code} if isinstance(part, Question) else {q.code for one in part.walk() for q in one.questions}
    _refuse_needed(document, gone)
    _refuse_last(document, node, part, place)
    themes = set() if isinstance(part, Question) else {one.code for one in part.walk()}
    return (
        *_loosened(document, gone, themes),
        Operation("remove", node, code, before=_stored(node, part, place)),
    )


def _refuse_needed(document: Document, gone: set[str]) -> None:
    """A condition or a formula of what stays may look at what goes."""
    for node, looked_at in _looks(document):
        if looked_at & gone and node not in gone:
            raise Refused("needed", code=", ".join(sorted(looked_at & gone)), by=node)


def _looks(document: Document) -> Iterable[tuple[str, set[str]]]:
    nodes: list[Theme | Question] = [*document.walk(), *document.questions()]
    for node in nodes:
        condition: Condition | None = node.visible_if
        formula = set(IN_FORMULA.findall(node.formula)) if isinstance(node, Question) else set()
        yield node.code, set(references(condition)) | formula


def _refuse_last(document: Document, node: NodeKind, part: Theme | Question, place: Place) -> None:
    beside = places.siblings(document, node, place.parent) or ()
    if len(beside) > 1:
        return
    if node == "theme" and not place.parent:
        raise Refused("last_theme")
    if node == "question":
        theme: Theme = node_at(document, "theme", place.parent)[0]
        if not theme.themes:
            raise Refused("last_question", theme=theme.code)


def _loosened(document: Document, gone: set[str], themes: set[str]) -> list[Operation]:
    """What stands beside the tree, without the codes that go."""
    lists: dict[str, Any] = {
        "express": tuple(code for code in document.express if code not in gone),
        "legal_notes": tuple(_less(part, gone) for part in document.legal_notes),
        "resources": tuple(_less(part, gone) for part in document.resources),
        "levels": tuple(
            replace(level, themes={code: text for code, text in level.themes.items() if code not in themes})
            for level in document.levels
        ),
    }
    return [
        setting(document, "document", "", name, values.value_of("document", replace(document, **{name: value}), name))
        for name, value in lists.items()
        if value != getattr(document, name)
    ]


def _less(part: Any, gone: set[str]) -> Any:
    return replace(part, questions=tuple(code for code in part.questions if code not in gone))


def shift(document: Document, node: NodeKind, code: str, by: int) -> Operation:
    """One place up (-1) or down (1). Raises Refused at the end."""
    _, place = node_at(document, node, code)
    return relocation(document, node, code, place.parent, place.position + by)


def relocation(document: Document, node: NodeKind, code: str, parent: str, position: int | None = None) -> Operation:
    """Stand under `parent`, last unless `position` (among the others) says where. Raises Refused."""
    part, place = node_at(document, node, code)
    if part.origin:
        raise Refused("inherited", code=code)
    beside = places.siblings(document, node, parent)
    if beside is None:
        raise Refused("no_such_place")
    others = len(beside) - (parent == place.parent)
    at = others if position is None else position
    if not 0 <= at <= others:
        raise Refused("no_further")
    if parent != place.parent:
        _refuse_last(document, node, part, place)
    return Operation(
        "move", node, code,
        before={"parent": place.parent, "position": place.position},
        after={"parent": parent, "position": at},
    )  # fmt: skip


def _stored(node: NodeKind, part: Any, place: Place) -> dict[str, Any]:
    return {"parent": place.parent, "position": place.position, "part": values.SHAPES[node].write(part)}


# New nodes, sound from the start


def new_question(document: Document, code: str, title: Texts) -> Question:
    """A yes/no question worth the whole scale."""
    low, high = document.points_floor, document.points_ceiling
    points = {"yes": Fraction(1) if high is None else high, "no": Fraction(0) if low is None else low}
    choices = tuple(Choice(one, _said(YES_NO[one], document.languages), points[one]) for one in ("yes", "no"))
    return Question(code, "yes_no", title, choices=choices)


def new_theme(document: Document, code: str, title: Texts, question: Texts) -> Theme:
    """A theme with a first question: an empty one could not be answered."""
    taken = {one.code for one in document.questions()}
    return Theme(code, title, questions=(new_question(document, free_code(f"{code}-", taken), question),))


def _said(texts: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    return {language: texts.get(language, texts["en"]) for language in languages}


def next_code(document: Document, node: NodeKind, parent: str) -> str:
    """A free code that goes on with those beside it: after "EN7", "EN8"."""
    taken = {one.code for one in (document.questions() if node == "question" else document.walk())}
    beside = places.siblings(document, node, parent) or ()
    last = beside[-1].code if beside else ""
    stem = re.sub(r"\d+$", "", last) or f"{parent or node}-"
    return free_code(stem, taken)


def free_code(stem: str, taken: Iterable[str]) -> str:
    used = set(taken)
    numbers = [int(code[len(stem) :]) for code in used if code.startswith(stem) and code[len(stem) :].isdecimal()]
    number = max(numbers, default=0) + 1
    while f"{stem}{number}" in used:
        number += 1
    return f"{stem}{number}"


# Another type

STEPS = (
    {"fr": "Pas encore", "en": "Not yet"},
    {"fr": "Oui, en partie", "en": "Yes, in part"},
    {"fr": "Oui", "en": "Yes"},
)
LINE = {"fr": "Ligne 1", "en": "Line 1"}
COLUMN = {"fr": "Colonne 1", "en": "Column 1"}
WITH_CHOICES = ("single", "multiple", "scale")


def retype(document: Document, code: str, kind: str) -> tuple[Operation, ...]:
    """Give a question another type, with what that type needs and without what it does not take. Raises Refused."""
    question: Question = node_at(document, "question", code)[0]
    if question.origin:
        raise Refused("inherited", code=code)
    if kind not in get_args(QuestionKind):
        raise Refused("bad_value", field="kind")
    wanted = replace(question, kind=kind, **_made_of(document, question, kind))  # type: ignore[arg-type]
    fields = ("kind", "choices", "bands", "items", "columns", "row_limit", "formula", "combine")
    return tuple(
        setting(document, "question", code, field, values.value_of("question", wanted, field))
        for field in fields
        if getattr(wanted, field) != getattr(question, field)
    )


def _made_of(document: Document, question: Question, kind: str) -> dict[str, Any]:
    spoken = document.languages
    made: dict[str, Any] = {
        "choices": (), "bands": (), "items": (), "columns": (), "row_limit": 0, "formula": "", "combine": "sum",
    }  # fmt: skip
    if kind in WITH_CHOICES:
        kept = question.choices if question.kind in WITH_CHOICES else ()
        made["choices"] = kept or _ladder(document)
    elif kind == "yes_no":
        made["choices"] = new_question(document, question.code, question.title).choices
    elif kind in ("number", "percentage") and question.kind in ("number", "percentage"):
        made["bands"] = question.bands
    elif kind == "table":
        made |= {"columns": question.columns or (Column("c1", _said(COLUMN, spoken)),), "row_limit": 10}
    elif kind == "computed":
        figure = next((q.code for q in document.questions() if q.kind == "number" and q.code != question.code), "")
        made["formula"] = f"[{figure}]" if figure else "0"
    if kind == "scale":
        made["items"] = question.items or (Item("l1", _said(LINE, spoken)),)
    return made


def _ladder(document: Document) -> tuple[Choice, ...]:
    low = Fraction(0) if document.points_floor is None else document.points_floor
    high = Fraction(len(STEPS) - 1) if document.points_ceiling is None else document.points_ceiling
    step = (high - low) / (len(STEPS) - 1)
    return tuple(Choice(f"c{n + 1}", _said(title, document.languages), low + n * step) for n, title in enumerate(STEPS))
