"""What of a result calls resources: choices made, weak questions, themes, in the order in which they call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assessments.scoring import NodeResult
from assessments.toolbox.domain.matching import Call, Situation, is_weak

UNASKED = ("not_applicable", "not_asked")
"""Statuses of questions whose answers, if any are left, speak of nothing."""


def picked_in(answers: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Question → the choices that were made: "yes" or "no" for a yes, "line=step" for a line of a scale."""
    found = {question: frozenset(_codes(value)) for question, value in answers.items()}
    return {question: codes for question, codes in found.items() if codes}


def _codes(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (f"{line}={step}" for line, step in value.items())
    elif isinstance(value, list | tuple):
        yield from (code for code in value if isinstance(code, str))


def calls_of(situation: Situation) -> list[Sequence[Call]]:
    """For each top theme, the weakest first: its calls. Themes call whatever their score: an offer says if it wants
    that one."""
    ordered = sorted(situation.themes, key=lambda theme: (theme.ratio is None, theme.ratio or 0))
    return [tuple(_calls(theme, situation)) for theme in ordered]


def _calls(theme: NodeResult, situation: Situation) -> Iterator[Call]:
    nodes = sorted(theme.walk(), key=lambda node: (node.ratio is None, node.ratio or 0))
    questions = [node for node in nodes if node.kind == "question" and node.status not in UNASKED]
    yield from _choices(theme.id, (node.id for node in questions), situation)
    yield from (Call("question", theme.id, node.id) for node in questions if is_weak(node))
    yield from (Call("theme", theme.id, node.id) for node in nodes if node.kind == "theme" and node.ratio is not None)


def _choices(theme: str, questions: Iterable[str], situation: Situation) -> Iterator[Call]:
    for question in questions:
        for code in sorted(situation.picked.get(question, ())):
            yield Call("choice", theme, question, code)


def calls_of_question(situation: Situation, code: str) -> Sequence[Call]:
    """What one question calls whatever its score: its choices, itself, then the themes above, the nearest first."""
    for theme in situation.themes:
        if path := _path(theme, code):
            chosen = _choices(theme.id, [code], situation)
            above = (Call("theme", theme.id, node.id) for node in reversed(path[:-1]))
            return (*chosen, Call("question", theme.id, code), *above)
    return ()


def _path(node: NodeResult, code: str) -> tuple[NodeResult, ...]:
    """From `node` down to the one of this code; () where it is not there."""
    if node.id == code:
        return (node,)
    for child in node.children:
        if below := _path(child, code):
            return (node, *below)
    return ()
