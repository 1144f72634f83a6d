"""From what a form sends to an answer, or a refusal whose code the page puts into words. Pure.

A form and the save-as-you-go script send the same thing: the list of the texts given for one question. Where a
question has several places (a scale, a table), a text says which: "paper=often", "2.tonnes=1,5"; see cells.py.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any
from uuid import UUID

from assessments.responses.domain import cells
from assessments.responses.domain.typed import NotRead, read_date, read_number
from assessments.scoring import NA, UNKNOWN, Answer, AnswerError, Framework, Question, read_answer

LONGEST_TEXT = 4000  # characters
ASIDES = (UNKNOWN, NA)


def find(framework: Framework, code: str) -> Question | None:
    return next((question for question in framework.questions() if question.id == code), None)


def read(framework: Framework, code: str, given: Sequence[str]) -> Answer:
    """The answer to question `code` that `given` stands for; None when it says nothing.

    Raises AnswerError where it does not belong: beside the codes of scoring, its code is computed (nobody answers
    it), both (an answer and "I don't know" together), several, not_a_number, not_a_date, too_long, unknown_evidence,
    too_many_rows, or cells, which is a cells.CellErrors.
    """
    question = find(framework, code)
    if question is None:
        raise AnswerError(code, "this questionnaire has no such question", "unknown_question")
    texts = [text for text in map(_storable, given) if text]
    answer: Answer = _plain(question, texts)
    read_answer(question, framework.scales[question.id], answer)
    return answer


def _storable(text: str) -> str:
    """Without what neither PostgreSQL nor a PDF can hold, and no keyboard types: NUL and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode().strip()


def is_answer(value: Answer) -> bool:
    """Whether a stored value counts as an answer; clearing a field leaves None."""
    return value is not None and value not in ("", [], {})


def limits(question: Question) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a number may be here; None where there is no limit."""
    if question.kind == "percentage":
        return Fraction(0), Fraction(100)
    if not question.bands:
        return None, None
    return question.bands[0].low, question.bands[-1].high


def _plain(question: Question, texts: list[str]) -> Any:
    if question.kind == "computed":
        raise AnswerError(question.id, "this figure is worked out from other answers", "computed")
    texts = cells.filled(texts) if question.kind in ("scale", "table") else texts
    if not texts:
        return None
    if question.kind != "text" and any(text in ASIDES for text in texts):
        if len(set(texts)) > 1:
            raise AnswerError(question.id, 'give an answer, or "I don\'t know", not both', "both")
        return texts[0]
    if question.kind == "multiple":
        return list(dict.fromkeys(texts))
    if question.kind == "scale":
        return cells.read_scale(question, texts)
    if question.kind == "table":
        return cells.read_table(question, texts)
    if len(texts) > 1:
        raise AnswerError(question.id, "give one answer", "several")
    return _typed(question, texts[0])


def _typed(question: Question, text: str) -> str | int | float:
    try:
        if question.kind in ("number", "percentage"):
            return read_number(text)
        if question.kind == "date":
            return read_date(text)
    except NotRead as fault:
        raise AnswerError(question.id, str(fault), fault.code) from None
    if question.kind == "file":
        return _evidence(question, text)
    if len(text) > LONGEST_TEXT:
        raise AnswerError(question.id, f"give {LONGEST_TEXT} characters at most", "too_long")
    return text


def _evidence(question: Question, text: str) -> str:
    """The public id of a file; whether it is one of this very assessment is for the service to say."""
    try:
        return str(UUID(text))
    except ValueError:
        raise AnswerError(question.id, "send the file again", "unknown_evidence") from None
