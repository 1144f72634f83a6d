"""Reading answers: what was answered to one question, or a plain refusal that says what to do."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Literal, TypeAlias

from assessments.scoring.model import NA, UNKNOWN, Question
from assessments.scoring.points import Scale, points_of_choices, points_of_number

Answer: TypeAlias = str | Sequence[str] | int | float | Decimal | bool | None
Answers: TypeAlias = Mapping[str, Answer]
AnswerStatus = Literal["scored", "unscored", "not_concerned", "unknown", "unanswered"]
Reading: TypeAlias = tuple[AnswerStatus, Fraction | None]
"""The status of an answer, and its points where it is scored."""


class AnswerError(ValueError):
    """An answer that does not belong to its question.

    `code` names the fault for a caller that words it in another language: unknown_question,
    unknown_choice, wrong_shape, not_concerned_refused, unknown_refused, out_of_range.
    `cure` says, in English, what to do about it.
    """

    def __init__(self, question_id: str, cure: str, code: str = "wrong_shape") -> None:
        super().__init__(f"{question_id}: {cure}")
        self.question_id = question_id
        self.cure = cure
        self.code = code


def read_answer(question: Question, scale: Scale, answer: Answer) -> Reading:
    """The status and points of `answer`; raises AnswerError where it does not belong to `question`."""
    if answer is None or answer == "" or (isinstance(answer, list | tuple) and not answer):
        return "unanswered", None
    if answer == NA:
        if not question.not_concerned:
            raise AnswerError(question.id, "this question concerns everyone: choose an answer", "not_concerned_refused")
        return "not_concerned", None
    if answer == UNKNOWN:
        if not question.unknown:
            raise AnswerError(question.id, '"I don\'t know" is not offered here: choose an answer', "unknown_refused")
        return "unknown", None
    points = _READERS[question.kind](question, scale, answer)
    return ("scored", points) if scale.scored else ("unscored", None)


def _single(question: Question, scale: Scale, answer: Answer) -> Fraction:
    if not isinstance(answer, str):
        raise AnswerError(question.id, "give the id of one choice")
    return _chosen(question, scale, [answer])


def _multiple(question: Question, scale: Scale, answer: Answer) -> Fraction:
    if not isinstance(answer, list | tuple) or not all(isinstance(item, str) for item in answer):
        raise AnswerError(question.id, "give the list of the ids of the choices")
    return _chosen(question, scale, answer)


def _yes_no(question: Question, scale: Scale, answer: Answer) -> Fraction:
    if isinstance(answer, bool):
        answer = "yes" if answer else "no"
    if not isinstance(answer, str) or answer not in ("yes", "no"):
        raise AnswerError(question.id, "answer true or false")
    return _chosen(question, scale, [answer])


def _chosen(question: Question, scale: Scale, ids: Sequence[str]) -> Fraction:
    for choice in ids:
        if choice not in scale.points:
            known = ", ".join(list(scale.points)[:5])
            raise AnswerError(question.id, f'no choice "{choice}": choose among {known}…', "unknown_choice")
    return points_of_choices(question, scale, ids)


def _number(question: Question, scale: Scale, answer: Answer) -> Fraction | None:
    value = _exact(question, answer)
    if question.kind == "percentage" and not 0 <= value <= 100:
        raise AnswerError(question.id, "give a percentage between 0 and 100", "out_of_range")
    if not question.bands:
        return None
    points = points_of_number(question, value)
    if points is None:
        raise AnswerError(question.id, f"{answer} is outside what is expected here", "out_of_range")
    return scale.clamp(points)


def _exact(question: Question, answer: Answer) -> Fraction:
    """The number as it was written: 0.1 is one tenth, not the nearest binary fraction."""
    if isinstance(answer, bool) or not isinstance(answer, int | float | Decimal) or not isfinite(answer):
        raise AnswerError(question.id, "give a number")
    return Fraction(repr(answer)) if isinstance(answer, float) else Fraction(answer)


def _text(question: Question, scale: Scale, answer: Answer) -> None:
    if not isinstance(answer, str):
        raise AnswerError(question.id, "give a text")


_READERS: dict[str, Callable[[Question, Scale, Answer], Fraction | None]] = {
    "single": _single,
    "multiple": _multiple,
    "yes_no": _yes_no,
    "number": _number,
    "percentage": _number,
    "text": _text,
}
