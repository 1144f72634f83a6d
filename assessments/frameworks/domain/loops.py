"""Questions that wait for one another: conditions that no order of answers could settle."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from assessments.frameworks.domain.document import Document, Theme
from assessments.frameworks.domain.fields import Notes
from assessments.scoring.conditions import references


def note_loops(document: Document, notes: Notes, lines: Mapping[str, int]) -> None:
    """Note the first loop, with the questions of it; `lines` says where each stands."""
    waits: dict[str, set[str]] = {}
    for theme in document.themes:
        for code, needed in _needs(theme, frozenset()):
            waits.setdefault(code, set()).update(needed)
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        loop = error.args[1]
        notes.add("condition_loop", lines.get(loop[0], 1), "", value=" → ".join(dict.fromkeys(loop)))


def _needs(theme: Theme, above: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """For each question, those that decide whether it is asked."""
    here = above | references(theme.visible_if)
    for question in theme.questions:
        yield question.code, here | references(question.visible_if)
    for below in theme.themes:
        yield from _needs(below, here)
