"""The requirement nodes of a CISO Assistant library, a flat list, tied into a tree by `parent_urn`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assessments.frameworks.domain.ciso_shared import Context
from assessments.frameworks.domain.fields import SHAPES, Fields
from assessments.frameworks.domain.values import Map

MAX_DEPTH = 20
"""Nodes from a root to a leaf; the files known have four at most."""


@dataclass(slots=True, eq=False)
class Node:
    """`asked`: the questions that the node puts, by URN."""

    fields: Fields
    urn: str
    parent: str
    asked: list[tuple[str, Fields]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


def nodes_of(context: Context, framework: Fields) -> list[Node]:
    """Every node, in the order of the file, each with its children; what ties them badly is noted."""
    nodes: dict[str, Node] = {}
    for fields in framework.children("requirement_nodes"):
        node = Node(fields, context.urn(fields, "urn"), fields.word("parent_urn"), _asked(context, fields))
        context.left_out.node(fields.map)
        nodes.setdefault(node.urn or fields.where, node)
    _tie(nodes)
    return list(nodes.values())


def roots(nodes: list[Node]) -> list[Node]:
    known = {node.urn for node in nodes}
    return [node for node in nodes if not node.parent or node.parent not in known]


def _asked(context: Context, node: Fields) -> list[tuple[str, Fields]]:
    questions = node.child("questions")
    found = []
    for urn, item in questions.map.items():
        where = f"{node.where}/questions/{urn}"
        if isinstance(item, Map):
            found.append((urn, Fields(context.notes, item, where)))
        else:
            line = questions.map.line_of(urn)
            context.notes.add("expected", line, where, key="questions", shape=SHAPES["map"])
    return found


def _tie(nodes: dict[str, Node]) -> None:
    """Give each parent its children, once it is sure that no node is its own ancestor."""
    for node in nodes.values():
        if node.parent and node.parent not in nodes:
            node.fields.problem("dangling", "parent_urn", value=node.parent, target="urn")
    for node in nodes.values():
        if fault := _climb(node, nodes):
            node.fields.problem(fault, "parent_urn", value=node.urn, limit=MAX_DEPTH)
            node.parent = ""
    for node in nodes.values():
        if node.parent and node.parent in nodes:
            nodes[node.parent].children.append(node)


def _climb(node: Node, nodes: dict[str, Node]) -> str:
    """What stops the climb from `node` to a root: a loop through it, too many steps, or nothing ("")."""
    parent = nodes.get(node.parent)
    for _ in range(MAX_DEPTH):
        if parent is None:
            return ""
        if parent is node:
            return "parent_cycle"
        parent = nodes.get(parent.parent)
    return "too_deep" if parent is not None else ""


def note_a_cut(nodes: list[Node], silent: list[str]) -> None:
    """A file cut between two lines reads well: only its last branch, left without a question, tells."""
    parents = {node.urn: node.parent for node in nodes}
    branch, urn = set(), nodes[-1].urn if nodes else ""
    while urn and urn not in branch:
        branch.add(urn)
        urn = parents.get(urn, "")
    if nodes and nodes[-1].urn in silent and branch.issuperset(silent):
        nodes[-1].fields.problem("maybe_cut")
