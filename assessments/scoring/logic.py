"""What depends on what: the conditions and formulas of a framework, in an order in which each needs only those before.

Worked out once for a framework; `resolving` follows it for each assessment.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from assessments.scoring.conditions import Condition, references
from assessments.scoring.formulas import NO_FORMULA, Formula, parse_formula
from assessments.scoring.tree import Question, Theme


@dataclass(frozen=True, slots=True)
class Node:
    """A theme or a question as far as order goes. `parent` is a theme, "" at the top; `needs` are questions."""

    id: str
    parent: str
    needs: frozenset[str]
    is_theme: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to decide. `sources`: each reference of the formula, with its question and its column ("" for none)."""

    id: str
    parent: str
    condition: Condition | None
    formula: Formula | None = None
    sources: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Logic:
    steps: tuple[Step, ...]


def in_order(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Ids of `nodes`, each after what it needs. Needs that are no node are left aside.

    Raises CycleError, a ValueError, whose second argument is the loop: see `cycle`.
    """
    nodes = list(nodes)
    questions = {node.id for node in nodes if not node.is_theme}
    sorter: TopologicalSorter[tuple[bool, str]] = TopologicalSorter()
    for node in nodes:
        needs = [(False, need) for need in sorted(node.needs & questions)]
        sorter.add((node.is_theme, node.id), *needs, *([(True, node.parent)] if node.parent else []))
    return tuple(name for _, name in sorter.static_order())


def cycle(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The ids of a loop of needs, the first repeated at the end; () where there is none."""
    try:
        in_order(nodes)
    except CycleError as error:
        return tuple(name for _, name in error.args[1])
    return ()


def source_of(reference: str, columns: Mapping[str, Collection[str]]) -> tuple[str, str] | None:
    """The question that `[reference]` names, and the column of it ("" for the question itself); None for nothing.

    `columns` are those of every question. Codes may hold points: the whole is tried as a question first.
    """
    if reference in columns:
        return reference, ""
    for position in (place for place, sign in enumerate(reference) if sign == "."):
        table, column = reference[:position], reference[position + 1 :]
        if column in columns.get(table, ()):
            return table, column
    return None


def logic_of(themes: Iterable[Theme], questions: Mapping[str, Question]) -> Logic | None:
    """None where nothing depends on anything. Raises FormulaError, and ValueError for a loop."""
    columns = {name: frozenset(column.id for column in question.columns) for name, question in questions.items()}
    steps = {step.id: step for theme in themes for step in _theme_steps(theme, "", columns, concerned=False)}
    if not steps:
        return None
    nodes = [node for theme in themes for node in _nodes(theme, "", steps)]
    try:
        order = in_order(nodes)
    except CycleError as error:
        raise ValueError("needs itself: " + " → ".join(name for _, name in error.args[1])) from error
    return Logic(tuple(steps[name] for name in order if name in steps))


def _theme_steps(
    theme: Theme, parent: str, columns: Mapping[str, Collection[str]], *, concerned: bool
) -> Iterator[Step]:
    """A step for each node that a condition may hide, itself or from above, and for each formula."""
    concerned = concerned or theme.visible_if is not None
    if concerned:
        yield Step(theme.id, parent, theme.visible_if)
    for child in theme.children:
        if isinstance(child, Theme):
            yield from _theme_steps(child, theme.id, columns, concerned=concerned)
        elif child.kind == "computed":
            yield _formula_step(child, theme.id, columns)
        elif concerned or child.visible_if is not None:
            yield Step(child.id, theme.id, child.visible_if)


def _formula_step(question: Question, parent: str, columns: Mapping[str, Collection[str]]) -> Step:
    formula = parse_formula(question.formula) if question.formula.strip() else NO_FORMULA
    found = [(name, *(source_of(name, columns) or (name, ""))) for name in sorted(formula.references)]
    return Step(question.id, parent, question.visible_if, formula, tuple(found))


def _nodes(theme: Theme, parent: str, steps: Mapping[str, Step]) -> Iterator[Node]:
    yield Node(theme.id, parent, references(theme.visible_if), is_theme=True)
    for child in theme.children:
        if isinstance(child, Theme):
            yield from _nodes(child, theme.id, steps)
            continue
        sources = steps[child.id].sources if child.id in steps else ()
        needs = references(child.visible_if) | {question for _, question, _ in sources}
        yield Node(child.id, theme.id, needs)
