"""Reference controls of a CISO Assistant library: measures that its requirements link to, kept as resources."""

from collections.abc import Iterable

from assessments.frameworks.domain.ciso_nodes import Node
from assessments.frameworks.domain.ciso_shared import Context, listed
from assessments.frameworks.domain.document import Resource
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import Problem

KEYS = ("reference_controls", "security_functions")
"""The second is the name that the format gave them at first."""
NAMED = 20
"""Measures of other libraries that the report names; the others are counted."""
CATEGORY_LIMIT = 60


def resources_of(context: Context, objects: Fields, nodes: Iterable[Node]) -> tuple[Resource, ...]:
    """Every measure that the library holds, with the questions of the requirements that link to it.

    A link of a section is a link of the questions under it. Measures of other libraries are named as left out.
    """
    links = _links(nodes)
    held = [item for key in KEYS for item in objects.children(key)]
    resources = [_resource(context, item, links) for item in held]
    _tell_missing(context, links, {resource.code.lower() for resource in resources}, objects.map.line)
    return tuple(resources)


def _links(nodes: Iterable[Node]) -> dict[str, tuple[str, int, dict[str, None]]]:
    """By URN in lower case: as it is written, the first line, and the questions that link to it."""
    links: dict[str, tuple[str, int, dict[str, None]]] = {}
    for node in nodes:
        line = node.fields.map.line_of("reference_controls")
        for urn in listed(node.fields.map.get("reference_controls")):
            asked = [question for below in ([node] if node.asked else node.walk()) for question, _ in below.asked]
            links.setdefault(urn.lower(), (urn, line, {}))[2].update(dict.fromkeys(asked))
    return links


def _resource(context: Context, item: Fields, links: dict[str, tuple[str, int, dict[str, None]]]) -> Resource:
    context.left_out.control(item.map)
    urn = context.urn(item, "urn")
    named = context.texts(item, "name") or context.said(item.word("ref_id") or urn)
    text = context.together((item, key) for key in ("description", "annotation", "typical_evidence"))
    questions = tuple(links[urn.lower()][2]) if urn.lower() in links else ()
    category = item.word("category", limit=CATEGORY_LIMIT)
    return Resource(code=urn, title=named, text=text, category=category, questions=questions)


def _tell_missing(
    context: Context, links: dict[str, tuple[str, int, dict[str, None]]], held: set[str], line: int
) -> None:
    missing = {urn: found for urn, found in links.items() if urn not in held}
    if not missing:
        return
    names = [written for written, _, _ in missing.values()]
    shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    first = min((found[1] for found in missing.values()), default=line)
    params: dict[str, str | int] = {"key": "reference_controls", "names": shown}
    where = "objects/framework/requirement_nodes/reference_controls"
    context.notes.problems.append(Problem("controls_elsewhere", first, where, params, "not_taken", len(names)))
