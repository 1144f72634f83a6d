"""What each node of a Territoires en Transitions table weighs among its siblings.

A node has points, or a percentage of those of its parent; else what its siblings leave of them, shared alike.
An alternative weighs its own points, and takes no part in the sum of its parent.
"""

from collections.abc import Sequence
from fractions import Fraction

from assessments.frameworks.domain.tet_tree import Node

POINTS, PERCENT = "points", "pourcentage"
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)
TOLERANCE = Fraction(1, 100)
"""Of a sum: figures such as 33,3 never add up quite."""


def weights_of(roots: Sequence[Node]) -> dict[str, Fraction]:
    """The weight of every node, by code. Sums that do not add up are told; nothing is changed because of them."""
    weights: dict[str, Fraction] = {}
    _weigh(roots, None, weights)
    if roots and not any(weights[root.code] for root in roots):
        roots[0].row.problem("all_zero_weights", POINTS)
    return weights


def _weigh(nodes: Sequence[Node], total: Fraction | None, weights: dict[str, Fraction]) -> None:
    """`total`: the points of their parent, None where nothing says them."""
    own = {node.code: _own(node, total) for node in nodes}
    left = _left(nodes, own, total)
    for node in nodes:
        worth = own[node.code]
        if worth is None and any(value is not None for value in own.values()):
            node.row.warn("csv_no_points", POINTS, value=node.code)
        weights[node.code] = left if worth is None else worth
        if node.children:
            inner = weights[node.code] if total or _is_in_points(node, worth) else None
            _tell_sum(node, inner)
            _weigh(node.children, inner, weights)
            if weights[node.code] and not any(weights[child.code] for child in node.children):
                node.row.problem("all_zero_weights", POINTS)


def _is_in_points(node: Node, worth: Fraction | None) -> bool:
    """Whether `worth` is in points where the parent has none to take a percentage of."""
    return worth is not None and (node.row.figure(POINTS) is not None or node.row.figure(PERCENT) is None)


def _own(node: Node, total: Fraction | None) -> Fraction | None:
    """What the row itself says; for one that says nothing, what is under it. Under a parent of no point, or of
    points that nothing says, percentages compare siblings as well as points do."""
    points, percent = node.row.figure(POINTS), node.row.figure(PERCENT)
    if points is not None and (total != 0 or percent is None):
        return points
    if percent is not None:
        return percent * (total or HUNDRED) / HUNDRED
    inside = [child.row.figure(POINTS) for child in node.children if not child.is_alternative]
    known = [value for value in inside if value is not None]
    return sum(known, ZERO) if known and len(known) == len(inside) else None


def _left(nodes: Sequence[Node], own: dict[str, Fraction | None], total: Fraction | None) -> Fraction:
    """The share of each node that says nothing: of what is left, or where nothing is, the mean of the others."""
    silent = sum(own[node.code] is None for node in nodes)
    said = [value for node in nodes if not node.is_alternative and (value := own[node.code]) is not None]
    rest = (total or ZERO) - sum(said, ZERO)
    if silent and rest > 0:
        return rest / silent
    return sum(said, ZERO) / len(said) if any(said) else ONE


def _tell_sum(node: Node, points: Fraction | None) -> None:
    counted = [child for child in node.children if not child.is_alternative]
    for column, expected in ((POINTS, node.row.figure(POINTS) or points), (PERCENT, HUNDRED)):
        given = [child.row.figure(column) for child in counted]
        figures = [value for value in given if value is not None]
        if not expected or len(figures) != len(given) or not figures or not any(figures):
            continue
        if abs(sum(figures, ZERO) - expected) > expected * TOLERANCE:
            said = {"value": _shown(sum(figures, ZERO)), "expected": _shown(expected)}
            node.row.warn("csv_sum", column, code=node.code, **said)


def _shown(value: Fraction) -> str:
    return f"{float(value):g}"
