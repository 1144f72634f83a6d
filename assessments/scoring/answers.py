"""Reading answers: what was answered to one question, or a plain refusal that says what to do."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from assessments.scoring.conditions import is_given
from assessments.scoring.figures import exact
from assessments.scoring.points import Scale, points_of_choices, points_of_number, points_of_steps
from assessments.scoring.tree import NA, UNKNOWN, ColumnKind, Question

Cell: TypeAlias = str | int | float | Decimal | None
Row: TypeAlias = Mapping[str, Cell]
"""One row of a table: column to cell."""
Answer: TypeAlias = (
    str | Sequence[str] | Sequence[Row] | Mapping[str, str] | int | float | Decimal | Fraction | bool | None
)
Answers: TypeAlias = Mapping[str, Answer]
AnswerStatus = Literal["scored", "unscored", "not_concerned", "unknown", "unanswered"]
Reading: TypeAlias = tuple[AnswerStatus, Fraction | None]
"""The status of an answer, and its points where it is scored."""


class AnswerError(ValueError):
    """An answer that does not belong to its question.

    `code` names the fault for a caller that words it in another language: unknown_question,
    unknown_choice, wrong_shape, not_concerned_refused, unknown_refused, out_of_range, not_a_date,
    unknown_item, unknown_column, too_many_rows, computed.
    `cure` says, in English, what to do about it. `row` (from 0) and `part` (a column, an item) say where
    in the answer; None and "" for the whole of it.
    """

    def __init__(
        self, question_id: str, cure: str, code: str = "wrong_shape", *, row: int | None = None, part: str = ""
    ) -> None:
        super().__init__(f"{question_id}: {cure}")
        self.question_id = question_id
        self.cure = cure
        self.code = code
        self.row = row
        self.part = part


def read_answer(question: Question, scale: Scale, answer: Answer) -> Reading:
    """The status and points of `answer`; raises AnswerError where it does not belong to `question`."""
    if answer is None or answer == "" or (isinstance(answer, list | tuple | Mapping) and not answer):
        return "unanswered", None
    if answer == NA:
        if not question.not_concerned and question.kind != "computed":
            raise AnswerError(question.id, "this question concerns everyone: choose an answer", "not_concerned_refused")
        return "not_concerned", None
    if answer == UNKNOWN:
        if not question.unknown:
            raise AnswerError(question.id, '"I don\'t know" is not offered here: choose an answer', "unknown_refused")
        return "unknown", None
    if question.kind in ("scale", "table", "computed"):
        return _READERS_OF_PARTS[question.kind](question, scale, answer)
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


def _exact(question: Question, answer: Any) -> Fraction:
    value = exact(answer)
    if value is None:
        raise AnswerError(question.id, "give a number")
    return value


def _text(question: Question, scale: Scale, answer: Answer) -> None:
    if not isinstance(answer, str):
        raise AnswerError(question.id, "give a text")


def _date(question: Question, scale: Scale, answer: Answer) -> None:
    if not is_date(answer):
        raise AnswerError(question.id, "give a date, written 2026-11-21", "not_a_date")


def is_date(value: Any) -> bool:
    """Whether it is the text of a day, year first, and no other of the ways that ISO allows."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _scale(question: Question, scale: Scale, answer: Answer) -> Reading:
    """The items set aside leave the mean, as a question set aside leaves that of its theme."""
    if not isinstance(answer, Mapping):
        raise AnswerError(question.id, "give one step for each item")
    steps = {item: step for item, step in answer.items() if step not in (None, "")}
    for item, step in steps.items():
        _check_step(question, scale, item, step)
    rated = [str(step) for step in steps.values() if step != NA]
    if not rated:
        return ("not_concerned" if steps else "unanswered"), None
    return ("scored", points_of_steps(scale, rated)) if scale.scored else ("unscored", None)


def _check_step(question: Question, scale: Scale, item: Any, step: Any) -> None:
    if item not in question.items:
        raise AnswerError(question.id, f'no item "{item}" here', "unknown_item", part=str(item))
    if step == NA:
        if not question.not_concerned:
            cure = "every item concerns everyone: choose a step"
            raise AnswerError(question.id, cure, "not_concerned_refused", part=str(item))
    elif not isinstance(step, str) or step not in scale.points:
        raise AnswerError(question.id, f'no step "{step}": choose one of those offered', "unknown_choice", part=item)


def _table(question: Question, scale: Scale, answer: Answer) -> Reading:
    rows = answer if isinstance(answer, list | tuple) else None
    if rows is None or not all(isinstance(row, Mapping) for row in rows):
        raise AnswerError(question.id, "give the list of the rows, each of them by column")
    most = len(question.items) or question.row_limit
    if len(rows) > most:
        raise AnswerError(question.id, f"keep to {most} rows", "too_many_rows", row=most)
    kinds = {column.id: column.kind for column in question.columns}
    for place, row in enumerate(rows):
        for column, cell in row.items():
            if column not in kinds:
                raise AnswerError(question.id, f'no column "{column}"', "unknown_column", row=place, part=str(column))
            _check_cell(question.id, kinds[column], cell, row=place, part=column)
    return ("unscored" if is_given(rows) else "unanswered"), None


def _check_cell(question: str, kind: ColumnKind, cell: Any, *, row: int, part: str) -> None:
    if cell is None or cell == "":
        return
    if kind == "text":
        if not isinstance(cell, str):
            raise AnswerError(question, "give a text", row=row, part=part)
    elif kind == "date":
        if not is_date(cell):
            raise AnswerError(question, "give a date, written 2026-11-21", "not_a_date", row=row, part=part)
    elif (value := exact(cell)) is None:
        raise AnswerError(question, "give a number", row=row, part=part)
    elif kind == "percentage" and not 0 <= value <= 100:
        raise AnswerError(question, "give a percentage between 0 and 100", "out_of_range", row=row, part=part)


def _computed(question: Question, scale: Scale, answer: Answer) -> Reading:
    """Only `resolve` gives such an answer. Outside every band it has no points, and nobody to blame."""
    if not isinstance(answer, Fraction):
        raise AnswerError(question.id, "this figure is worked out from other answers: leave it", "computed")
    if not scale.scored:
        return "unscored", None
    points = points_of_number(question, answer)
    return ("unanswered", None) if points is None else ("scored", scale.clamp(points))


_READERS: dict[str, Callable[[Question, Scale, Answer], Fraction | None]] = {
    "single": _single,
    "multiple": _multiple,
    "yes_no": _yes_no,
    "number": _number,
    "percentage": _number,
    "text": _text,
    "date": _date,
    "file": _text,
}
_READERS_OF_PARTS: dict[str, Callable[[Question, Scale, Answer], Reading]] = {
    "scale": _scale,
    "table": _table,
    "computed": _computed,
}
"""Those whose status depends on what stands inside the answer."""
