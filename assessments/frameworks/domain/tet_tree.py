"""The tree of a Territoires en Transitions table: "1.2.3" stands under "1.2"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assessments.frameworks.domain.tet_rows import IDENTIFIER, NAME, Row, Table

MAX_DEPTH = 20
_CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*\Z")
_ALTERNATIVE = re.compile(r"\d+alter\w*\Z", re.IGNORECASE)
CODE_LIMIT = 200


@dataclass(slots=True, eq=False)
class Node:
    code: str
    row: Row
    children: list["Node"] = field(default_factory=list)

    @property
    def is_alternative(self) -> bool:
        """ "1.1.1alter" stands for "1.1.1" where that one is switched off."""
        return bool(_ALTERNATIVE.match(self.code.rsplit(".", 1)[-1]))

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def tree_of(table: Table) -> list[Node]:
    """The roots, in the order of the file. Codes that are wrong, used twice or without a parent are noted."""
    nodes: dict[str, Node] = {}
    for row in table.rows:
        code = row.code.rstrip(".")
        if _is_usable(row, code, nodes):
            nodes[code] = Node(code, row)
    for node in nodes.values():
        parent = parent_of(node.code)
        if parent in nodes:
            nodes[parent].children.append(node)
        elif parent:
            node.row.problem("csv_no_parent", IDENTIFIER, value=node.code, parent=parent)
    return [node for node in nodes.values() if not parent_of(node.code)]


def parent_of(code: str) -> str:
    return code.rpartition(".")[0]


def _is_usable(row: Row, code: str, nodes: dict[str, Node]) -> bool:
    if not code:
        row.problem("csv_no_identifier", IDENTIFIER)
    elif not _CODE.match(code) or len(code) > CODE_LIMIT or code.count(".") >= MAX_DEPTH:
        row.problem("csv_identifier", IDENTIFIER, value=code[:60])
    elif code in nodes:
        row.problem("duplicate_id", IDENTIFIER, value=code, first=nodes[code].row.line)
    elif set(row.cells) == {IDENTIFIER}:
        row.warn("csv_empty_row", IDENTIFIER, value=code)
    else:
        if not row[NAME]:
            row.problem("missing", NAME, key=row.columns.get(NAME, (0, NAME))[1])
        return True
    return False


def all_of(roots: Iterable[Node]) -> Iterator[Node]:
    for root in roots:
        yield from root.walk()
