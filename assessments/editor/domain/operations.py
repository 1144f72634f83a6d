"""What an author does to a framework, one small thing at a time, each with the way back.

    apply(document, Operation("set", "question", "EN1", "weight", before="1", after="2")) -> Document

`before` is what the author saw: where it is no longer so, somebody changed it meanwhile and nothing is done.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from assessments.editor.domain import places, values
from assessments.editor.domain.places import NodeKind, Place
from assessments.frameworks.domain.document import Document, Question, Theme

Kind = Literal["set", "add", "remove", "move"]
Node = Literal["document", "theme", "question"]
DEEPEST = 12  # levels of themes


@dataclass(frozen=True, slots=True)
class Operation:
    """`before` and `after` are plain values (see `values`).

    set: the value of `field`. add, remove: `{"parent", "position", "part"}` on the side where the node is, None on
    the other. move: `{"parent", "position"}`, the position being that among its siblings without itself.
    """

    kind: Kind
    node: Node
    code: str = ""
    field: str = ""
    before: Any = None
    after: Any = None

    @property
    def inverse(self) -> "Operation":
        opposite: dict[Kind, Kind] = {"add": "remove", "remove": "add"}
        return replace(self, kind=opposite.get(self.kind, self.kind), before=self.after, after=self.before)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Refused(ValueError):
    """An operation that cannot be done. `code` is a word for the interface; `params` fill its sentence."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class StaleEdit(Refused):
    """Somebody changed it meanwhile: `current` is what stands there now, None when it is gone."""

    def __init__(self, operation: Operation, current: Any) -> None:
        super().__init__("stale", code=operation.code, field=operation.field)
        self.operation, self.current = operation, current


def from_dict(stored: Mapping[str, Any]) -> Operation:
    return Operation(**stored)


def apply(document: Document, operation: Operation) -> Document:
    """`document` once changed. Raises Refused, StaleEdit."""
    match operation.kind:
        case "set":
            return _set(document, operation)
        case "add":
            return _add(document, operation)
        case "remove":
            return _remove(document, operation)
        case "move":
            return _move(document, operation)
    raise Refused("bad_operation")


def apply_all(document: Document, operations: tuple[Operation, ...]) -> Document:
    """All of them in order, or none."""
    for operation in operations:
        document = apply(document, operation)
    return document


def inverse_of(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    return tuple(operation.inverse for operation in reversed(operations))


def _set(document: Document, operation: Operation) -> Document:
    node, field = operation.node, operation.field
    if node not in values.SHAPES or field not in values.settable(node):
        raise Refused("bad_field", field=field)
    if node == "document":
        part: Any = document
    else:
        part, _ = _found(document, operation)
    current = values.value_of(node, part, field)
    if current != operation.before:
        raise StaleEdit(operation, current)
    value = read_value(node, field, operation.after)
    if values.SHAPES[node].fields[field][0](value) != operation.after:
        raise Refused("bad_value", field=field)  # written another way, it could not be taken back
    if node == "document":
        return replace(document, **{field: value})
    return places.changed(document, node, operation.code, lambda one: replace(one, **{field: value}))


def read_value(node: Node, field: str, value: Any) -> Any:
    """The field's own value from a plain one. Raises Refused."""
    try:
        return values.from_value(node, field, value)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise Refused("bad_value", field=field) from error


def _found(document: Document, operation: Operation) -> tuple[Any, Place]:
    if operation.node == "document":
        raise Refused("bad_operation")
    found = places.find(document, operation.node, operation.code)
    if found is None:
        raise StaleEdit(operation, None)
    return found


def _add(document: Document, operation: Operation) -> Document:
    node = _tree_node(operation)
    part = _part(node, operation.after)
    if part.code != operation.code:
        raise Refused("bad_operation")
    taken = _codes(document)
    for code in _codes_in(part):
        if code in taken:
            raise Refused("taken_code", code=code[1])
    return _put(document, node, part, _place(operation.after))


def _remove(document: Document, operation: Operation) -> Document:
    node = _tree_node(operation)
    part, place = _found(document, operation)
    if part != _part(node, operation.before) or place != _place(operation.before):
        raise StaleEdit(operation, None)
    return places.without(document, node, operation.code)


def _move(document: Document, operation: Operation) -> Document:
    node = _tree_node(operation)
    part, place = _found(document, operation)
    target = _place(operation.after)
    if place != _place(operation.before):
        raise StaleEdit(operation, asdict(place))
    if isinstance(part, Theme) and target.parent in {theme.code for theme in part.walk()}:
        raise Refused("inside_itself")
    return _put(places.without(document, node, operation.code), node, part, target)


def _put(document: Document, node: NodeKind, part: Theme | Question, place: Place) -> Document:
    beside = places.siblings(document, node, place.parent)
    if beside is None:
        raise Refused("no_such_place")
    if not 0 <= place.position <= len(beside):
        raise Refused("no_such_place")
    changed = places.with_node(document, node, part, place)
    if _depth(changed.themes) > DEEPEST:
        raise Refused("too_deep", limit=DEEPEST)
    return changed


def _depth(themes: tuple[Theme, ...]) -> int:
    return 1 + max((_depth(theme.themes) for theme in themes), default=0) if themes else 0


def _tree_node(operation: Operation) -> NodeKind:
    if operation.node == "document":
        raise Refused("bad_operation")
    return operation.node


def _place(stored: Any) -> Place:
    try:
        return Place(stored["parent"], int(stored["position"]))
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("no_such_place") from error


def _part(node: NodeKind, stored: Any) -> Any:
    try:
        return values.SHAPES[node].read(stored["part"])
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise Refused("bad_value", field="part") from error


def _codes(document: Document) -> set[tuple[str, str]]:
    return {("theme", theme.code) for theme in document.walk()} | {("question", q.code) for q in document.questions()}


def _codes_in(part: Theme | Question) -> list[tuple[str, str]]:
    if isinstance(part, Question):
        return [("question", part.code)]
    themes = list(part.walk())
    return [("theme", one.code) for one in themes] + [("question", q.code) for one in themes for q in one.questions]
