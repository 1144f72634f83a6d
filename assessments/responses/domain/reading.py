"""From what a form sends to an answer, or a refusal whose code the page puts into words. Pure.

A form and the save-as-you-go script send the same thing: the list of the texts given for one question.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from assessments.scoring import NA, UNKNOWN, Answer, AnswerError, Framework, Question, read_answer

LONGEST_TEXT = 4000  # characters
MOST_DIGITS = 15  # a number with more would not come back the same from JSON
ASIDES = (UNKNOWN, NA)


def find(framework: Framework, code: str) -> Question | None:
    return next((question for question in framework.questions() if question.id == code), None)


def read(framework: Framework, code: str, given: Sequence[str]) -> Answer:
    """The answer to question `code` that `given` stands for; None when it says nothing.

    Raises AnswerError where it does not belong: beside the codes of scoring, its code is
    both (an answer and "I don't know" together), several, not_a_number, too_long.
    """
    question = find(framework, code)
    if question is None:
        raise AnswerError(code, "this questionnaire has no such question", "unknown_question")
    texts = [text for text in map(_storable, given) if text]
    answer = _plain(question, texts)
    read_answer(question, framework.scales[question.id], answer)
    return answer


def _storable(text: str) -> str:
    """Without what neither PostgreSQL nor a PDF can hold, and no keyboard types: NUL and halves of a character."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode().strip()


def is_answer(value: Answer) -> bool:
    """Whether a stored value counts as an answer; clearing a field leaves None."""
    return value is not None and value != "" and value != []


def limits(question: Question) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a number may be here; None where there is no limit."""
    if question.kind == "percentage":
        return Fraction(0), Fraction(100)
    if not question.bands:
        return None, None
    return question.bands[0].low, question.bands[-1].high


def _plain(question: Question, texts: list[str]) -> Answer:
    if not texts:
        return None
    if question.kind != "text" and any(text in ASIDES for text in texts):
        if len(set(texts)) > 1:
            raise AnswerError(question.id, 'give an answer, or "I don\'t know", not both', "both")
        return texts[0]
    if question.kind == "multiple":
        return list(dict.fromkeys(texts))
    if len(texts) > 1:
        raise AnswerError(question.id, "give one answer", "several")
    if question.kind in ("number", "percentage"):
        return _number(question, texts[0])
    if len(texts[0]) > LONGEST_TEXT:
        raise AnswerError(question.id, f"give {LONGEST_TEXT} characters at most", "too_long")
    return texts[0]


def _number(question: Question, text: str) -> int | float:
    """A number as people write it in French or in English: "1 234,5", "12.5", "30 %"."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text).rstrip("%").replace(",", ".").replace("\u2212", "-")
    if len(bare) > MOST_DIGITS or not re.fullmatch(r"-?\d+(\.\d+)?", bare, re.ASCII):
        raise AnswerError(question.id, "give a number", "not_a_number")
    return float(bare) if "." in bare else int(bare)
