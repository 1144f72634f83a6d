"""What differs between two documents, part by part and field by field."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assessments.frameworks.domain.document import Document, Texts
from assessments.frameworks.domain.nodes import FIELDS, Key, Kind, Node, displaced, nodes

ChangeKind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """`node` is the kind of the part, `code` its code ("QUESTION/CHOICE" for a choice), `title` its words.

    changed: `field`, with its values. moved: `field` is "parent", with the codes of the two themes ("" at the top),
    or "position", with the ranks among the siblings that both have. added, removed: the part itself is `after`,
    or `before`.
    """

    kind: ChangeKind
    node: Kind
    code: str
    field: str
    before: Any
    after: Any
    title: Texts


def diff(old: Document, new: Document) -> tuple[Change, ...]:
    """Every change from `old` to `new`; none when they are equal. What both have comes in the order of `new`."""
    former, current = nodes(old), nodes(new)
    changes = [_gone(node) for key, node in former.items() if key not in current]
    positions = _positions(former, current)
    for key, node in current.items():
        if key in former:
            changes += [*_fields(former[key], node), *positions.get(key, ())]
        else:
            changes.append(Change("added", node.kind, node.code, "", None, node.part, node.title))
    return tuple(changes)


def _gone(node: Node) -> Change:
    return Change("removed", node.kind, node.code, "", node.part, None, node.title)


def _fields(before: Node, after: Node) -> Iterator[Change]:
    for name in FIELDS[after.kind]:
        old, new = getattr(before.part, name), getattr(after.part, name)
        if old != new:
            yield Change("changed", after.kind, after.code, name, old, new, after.title)
    if before.parent != after.parent:
        yield Change("moved", after.kind, after.code, "parent", before.parent, after.parent, after.title)


def _positions(former: dict[Key, Node], current: dict[Key, Node]) -> dict[Key, list[Change]]:
    """Those that stay in the same hands, in another order."""
    stayed = [key for key, node in current.items() if key in former and former[key].parent == node.parent]
    before, after = _siblings(former, set(stayed)), _siblings(current, set(stayed))
    found: dict[Key, list[Change]] = {}
    for family, codes in after.items():
        kind: Kind = family[0]
        for code in displaced(before[family], codes):
            ranks = before[family].index(code), codes.index(code)
            found[kind, code] = [Change("moved", kind, code, "position", *ranks, current[kind, code].title)]
    return found


def _siblings(all_nodes: dict[Key, Node], kept: set[Key]) -> dict[tuple[Kind, str], list[str]]:
    families: dict[tuple[Kind, str], list[str]] = defaultdict(list)
    for key, node in all_nodes.items():
        if key in kept:
            families[node.kind, node.parent].append(node.code)
    return families
