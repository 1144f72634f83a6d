"""Conditions and formulas: what they name exists, suits them, and does not wait for itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.domain.fields import Fields
from assessments.frameworks.domain.problems import N_, Problem, errors
from assessments.frameworks.domain.reach import Reach
from assessments.scoring import AllOf, AnyOf, Condition, Formula, FormulaError, Given, Not, parse_formula, references
from assessments.scoring.logic import Node, cycle, source_of

CHOOSING = ("single", "multiple", "yes_no", "scale")
COUNTING = ("number", "percentage", "computed")
"""The kinds of question, and of column, that give a number."""


def check_logic(
    document: Document, root: Fields, themes: Mapping[str, Fields], questions: Mapping[str, Fields]
) -> None:
    places = {**themes, **questions}
    checker = _Checker({question.code: question for question in document.questions()})
    nodes: list[Theme | Question] = [*document.walk(), *document.questions()]
    for node in nodes:
        fields = places.get(node.code)
        if fields is not None:
            checker.check(node, fields)
    if loop := cycle(checker.nodes(document)):
        _note_loop(loop, checker, places, root)
    elif not errors(root.notes.problems):
        _note_unreachable(document, places)


def _note_loop(loop: tuple[str, ...], checker: "_Checker", places: Mapping[str, Fields], root: Fields) -> None:
    computed = any(code in checker.formulas for code in loop)
    where, key = places.get(loop[0], root), "formula" if loop[0] in checker.formulas else "visible_if"
    where.problem("formula_loop" if computed else "condition_loop", key, value=" → ".join(dict.fromkeys(loop)))


def _note_unreachable(document: Document, places: Mapping[str, Fields]) -> None:
    reach = Reach(document)
    nodes: list[Theme | Question] = [*document.walk(), *document.questions()]
    for node in nodes:
        fields = places.get(node.code)
        if node.visible_if is None or fields is None or reach.is_hidden(node.code):
            continue
        if not reach.is_possible(node.code):
            line, where = fields.map.line_of("visible_if"), fields.place("visible_if")
            fields.notes.problems.append(Problem("unreachable", line, where, {"value": node.code}, "warning"))


@dataclass(slots=True)
class _Checker:
    questions: dict[str, Question]
    formulas: dict[str, frozenset[str]] = field(default_factory=dict)
    """The questions that each formula looks at."""
    columns: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        known = self.questions.items()
        self.columns = {code: frozenset(column.code for column in question.columns) for code, question in known}

    def check(self, node: Theme | Question, fields: Fields) -> None:
        for leaf in leaves(node.visible_if):
            self._leaf(leaf, fields)
        if isinstance(node, Question) and node.kind == "computed":
            self._computed(node, fields)

    def _leaf(self, leaf: Given, fields: Fields) -> None:
        question = self.questions.get(leaf.question)
        if question is None:
            fields.problem("dangling", "visible_if", value=leaf.question, target=N_("question"))
        elif leaf.among:
            self._among(leaf, question, fields)
        elif (leaf.at_least is not None or leaf.at_most is not None) and question.kind not in COUNTING:
            fields.problem("condition_bounds_kind", "visible_if", question=question.code)

    def _among(self, leaf: Given, question: Question, fields: Fields) -> None:
        if question.kind not in CHOOSING:
            fields.problem("condition_no_choices", "visible_if", question=question.code)
            return
        codes = [choice.code for choice in question.choices]
        for code in sorted(leaf.among.difference(codes)):
            among = ", ".join(codes[:10])
            fields.problem("condition_choice", "visible_if", value=code, question=question.code, among=among)

    def _computed(self, question: Question, fields: Fields) -> None:
        if not question.formula.strip():
            fields.problem("formula_empty", "formula")
            return
        try:
            formula = parse_formula(question.formula)
        except FormulaError as error:
            fields.problem(f"formula_{error.code}", "formula", position=error.position + 1, found=error.found)
            return
        if formula.divides_by_zero():
            fields.problem("formula_zero", "formula")
        self.formulas[question.code] = frozenset(self._sources(formula, fields))

    def _sources(self, formula: Formula, fields: Fields) -> Iterator[str]:
        for name in sorted(formula.references):
            source = source_of(name, self.columns)
            if source is None:
                self._nothing(name, fields)
                continue
            code, column = source
            yield code
            self._suits(name, code, column, alone=name in formula.single, fields=fields)

    def _suits(self, name: str, code: str, column: str, *, alone: bool, fields: Fields) -> None:
        """Noted where the reference gives no number, or several where one is needed."""
        question = self.questions[code]
        kinds = {one.code: one.kind for one in question.columns}
        if (kinds[column] if column else question.kind) not in COUNTING:
            table = question.kind == "table" and not column
            fields.problem("formula_table" if table else "formula_no_number", "formula", value=name)
        elif column and alone:
            fields.problem("formula_column_alone", "formula", value=name)

    def _nothing(self, name: str, fields: Fields) -> None:
        table, _, column = name.rpartition(".")
        if table in self.questions and self.questions[table].kind == "table":
            known = ", ".join(one.code for one in self.questions[table].columns)
            fields.problem("formula_column", "formula", value=column, table=table, among=known)
        else:
            fields.problem("dangling", "formula", value=name, target=N_("question"))

    def nodes(self, document: Document) -> Iterator[Node]:
        for theme in document.themes:
            yield from self._nodes(theme, "")

    def _nodes(self, theme: Theme, parent: str) -> Iterator[Node]:
        yield Node(theme.code, parent, references(theme.visible_if), is_theme=True)
        for question in theme.questions:
            needs = references(question.visible_if) | self.formulas.get(question.code, frozenset())
            yield Node(question.code, theme.code, needs)
        for child in theme.themes:
            yield from self._nodes(child, theme.code)


def leaves(condition: Condition | None) -> Iterator[Given]:
    """The parts of a condition that look at an answer."""
    match condition:
        case Given():
            yield condition
        case Not():
            yield from leaves(condition.part)
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from leaves(part)
