"""The grading of a short quiz. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """`options` in their order, `right` the places of those to tick, from 0; `several` may be ticked."""

    code: str
    text: str
    options: tuple[str, ...]
    right: frozenset[int]
    several: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Verdict:
    question: Question
    chosen: frozenset[int]

    @property
    def is_right(self) -> bool:
        """All that is to tick and nothing else: half of it is not known yet."""
        return self.chosen == self.question.right

    @property
    def expected(self) -> tuple[str, ...]:
        return tuple(self.question.options[place] for place in sorted(self.question.right))

    @property
    def answered(self) -> tuple[str, ...]:
        return tuple(self.question.options[place] for place in sorted(self.chosen))


@dataclass(frozen=True, slots=True)
class Outcome:
    verdicts: tuple[Verdict, ...]

    @property
    def right(self) -> int:
        return sum(verdict.is_right for verdict in self.verdicts)

    @property
    def out_of(self) -> int:
        return len(self.verdicts)


def grade(questions: Iterable[Question], answers: Mapping[str, Iterable[int]]) -> Outcome:
    """One point a question. What was not answered is wrong; a place that the question has not counts for nothing."""
    return Outcome(
        tuple(Verdict(question, _chosen(question, answers.get(question.code, ()))) for question in questions)
    )


def _chosen(question: Question, places: Iterable[int]) -> frozenset[int]:
    return frozenset(place for place in places if 0 <= place < len(question.options))
