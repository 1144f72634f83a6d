"""What conditions and formulas refer to: keeping what still exists, following what is called otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assessments.frameworks.domain.checks_logic import CHOOSING, COUNTING
from assessments.frameworks.domain.document import Question
from assessments.scoring import AllOf, AnyOf, Condition, Given, Not, parse_formula
from assessments.scoring.formulas import FormulaError


@dataclass(frozen=True, slots=True)
class Names:
    """The questions that conditions and formulas may look at, by code."""

    questions: Mapping[str, Question]

    def find(self, reference: str) -> bool:
        """Whether `[reference]` of a formula names what gives numbers: a question, or a column of one."""
        places = (place for place, sign in enumerate(reference) if sign == ".")
        return self._counts(reference) or any(
            self._counts(reference[:place], reference[place + 1 :]) for place in places
        )

    def _counts(self, code: str, column: str = "") -> bool:
        question = self.questions.get(code)
        if question is None:
            return False
        if not column:
            return question.kind in COUNTING
        return any(one.code == column and one.kind in COUNTING for one in question.columns)


def names_of(questions: Iterable[Question]) -> Names:
    return Names({question.code: question for question in questions})


def kept(condition: Condition | None, names: Names) -> Condition | None:
    """`condition` without what looks at a question, or a choice, that does not exist; None where nothing is left."""
    match condition:
        case Given():
            return _kept_leaf(condition, names)
        case Not():
            part = kept(condition.part, names)
            return None if part is None else Not(part)
        case AllOf() | AnyOf():
            parts = tuple(part for each in condition.parts if (part := kept(each, names)) is not None)
            return replace(condition, parts=parts) if parts or not condition.parts else None
    return condition


def _kept_leaf(leaf: Given, names: Names) -> Given | None:
    question = names.questions.get(leaf.question)
    if question is None:
        return None
    if leaf.among:
        codes = {choice.code for choice in question.choices} if question.kind in CHOOSING else set()
        among = leaf.among & codes
        return replace(leaf, among=among) if among else None
    bounded = leaf.at_least is not None or leaf.at_most is not None
    return None if bounded and question.kind not in COUNTING else leaf


def lost(formula: str, names: Names) -> tuple[str, ...]:
    """What `formula` refers to that does not exist; nothing where it cannot be read, which is told elsewhere."""
    try:
        references = parse_formula(formula).references if formula else frozenset()
    except FormulaError:
        return ()
    return tuple(sorted(name for name in references if not names.find(name)))


@dataclass(frozen=True, slots=True)
class Renaming:
    """New codes of questions, and of choices by (question, as it was called; choice)."""

    questions: Mapping[str, str]
    choices: Mapping[tuple[str, str], str]

    def condition(self, condition: Condition | None) -> Condition | None:
        match condition:
            case Given(question=question):
                among = frozenset(self.choices.get((question, choice), choice) for choice in condition.among)
                return replace(condition, question=self.questions.get(question, question), among=among)
            case Not():
                part = self.condition(condition.part)
                return None if part is None else Not(part)
            case AllOf() | AnyOf():
                parts = tuple(part for each in condition.parts if (part := self.condition(each)) is not None)
                return replace(condition, parts=parts)
        return condition

    def formula(self, text: str) -> str:
        for before, after in self.questions.items():
            text = text.replace(f"[{before}]", f"[{after}]").replace(f"[{before}.", f"[{after}.")
        return text

    def codes(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.questions.get(code, code) for code in codes)
