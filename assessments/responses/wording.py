"""What the pages and the save-as-you-go script say: answers in words, refusals with their cure, times."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.domain.document import Column, Question
from assessments.responses import phrasing
from assessments.responses.domain.cells import LONGEST_CELL, CellErrors, CellFault
from assessments.responses.domain.reading import LONGEST_TEXT, is_answer, limits
from assessments.responses.domain.typed import NotRead, read_date
from assessments.responses.phrasing import unit_of, with_unit
from assessments.scoring import NA, UNKNOWN, AnswerError
from assessments.scoring import Question as ScoredQuestion
from core.text import pick

Value = Any
"""An answer as it is stored, or a computed figure (a Fraction)."""
ASIDE_LABELS = {UNKNOWN: gettext_lazy("I don't know"), NA: gettext_lazy("Not concerned")}
YES_NO_LABELS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")}


def choice_labels(question: Question) -> dict[str, str]:
    """Code → words, in order, "I don't know" and "not concerned" left out."""
    if question.kind == "yes_no":
        given = {choice.code: pick(choice.title) for choice in question.choices}
        return {code: given.get(code) or str(label) for code, label in YES_NO_LABELS.items()}
    return {choice.code: pick(choice.title) for choice in question.choices}


def lines(question: Question, value: Value) -> tuple[str, ...]:
    """The answer as one would say it, a line for each part; () when there is none. A file is said by its name
    where one knows it (asking.py), here only that it is there."""
    if not is_answer(value):
        return ()
    if isinstance(value, str) and value in ASIDE_LABELS and question.kind != "text":
        return (str(ASIDE_LABELS[value]),)
    if isinstance(value, Mapping):
        return phrasing.scale_lines(question, value)
    if question.kind == "table" and isinstance(value, list | tuple):
        return phrasing.table_lines(question, value)
    return (_in_a_line(question, value),)


def _in_a_line(question: Question, value: Value) -> str:
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return phrasing.with_unit(question, phrasing.number(value))
    if question.kind == "date":
        return phrasing.day(str(value))
    if question.kind == "file":
        return _("A file is attached")
    labels = choice_labels(question)
    chosen = value if isinstance(value, Sequence) and not isinstance(value, str) else [str(value)]
    return " ; ".join(labels.get(str(code), str(code)) for code in chosen)


def in_words(question: Question, value: Value) -> str:
    """`lines` on one line; "" when there is no answer."""
    return " ; ".join(lines(question, value))


def as_texts(value: Value) -> list[str]:
    """What a form gives for `value`: the inverse of `reading.read`."""
    if not is_answer(value):
        return []
    if isinstance(value, Mapping):
        return [f"{item}={choice}" for item, choice in value.items()]
    if isinstance(value, list | tuple):
        return [text for place, one in enumerate(value) for text in _texts_of(place, one)]
    return [_typed(value)]


def _texts_of(row: int, one: Any) -> Iterator[str]:
    if not isinstance(one, Mapping):
        yield str(one)
        return
    for column, value in one.items():
        yield f"{row}.{column}={_typed(value)}"


def _typed(value: Any) -> str:
    return phrasing.number(value) if isinstance(value, int | float) else str(value)


MISSING = {
    "number": gettext_lazy("Write a number."),
    "percentage": gettext_lazy("Write a number."),
    "scale": gettext_lazy("Choose a step for one line at least."),
}
MISSING_OR_UNKNOWN = {
    "number": gettext_lazy("Write a number, or tick “I don't know”."),
    "percentage": gettext_lazy("Write a number, or tick “I don't know”."),
    "scale": gettext_lazy("Choose a step for one line at least, or tick “I don't know”."),
}


def missing(question: Question) -> str:
    """What to do about a question left without an answer."""
    if question.unknown:
        return str(MISSING_OR_UNKNOWN.get(question.kind) or _("Choose an answer, or “I don't know”."))
    return str(MISSING.get(question.kind) or _("Choose an answer."))


def refusal(error: AnswerError, question: Question | None, scored: ScoredQuestion | None) -> str:
    """`error` as a sentence that says what to do."""
    if question is None or scored is None:
        return _("This question is not part of this questionnaire. Reload the page to see the right ones.")
    if isinstance(error, CellErrors):
        return " ".join(cell_faults(error, question).values())
    if error.code in ("out_of_range", "not_a_number"):
        return _expected_number(question, scored)
    sentences = {
        "unknown_choice": _("This answer is not offered here. Choose one of those in the list."),
        "both": _("Give an answer or tick “I don't know” or “Not concerned”, not both."),
        "several": _("Give one answer only."),
        "not_concerned_refused": _("This question concerns everyone: choose an answer."),
        "unknown_refused": _("“I don't know” is not offered here: choose an answer."),
        "too_long": _("This text is too long: keep to %(most)s characters.") % {"most": LONGEST_TEXT},
        "not_a_date": _("Write a date as day, month, year: 21/11/2026."),
        "computed": _("This figure is worked out from your other answers: nothing is to be written here."),
        "unknown_evidence": _("This file is not here any more: choose it again and send it."),
        "too_many_rows": _("This table holds %(most)s rows at most: put the smallest ones together.")
        % {"most": scored.row_limit},
    }
    return sentences.get(error.code) or _("Choose one of the answers in the list.")


def cell_faults(error: CellErrors, question: Question) -> dict[str, str]:
    """What to write in each wrong cell, by its place ("2.tonnes"). Each sentence names its row and its column."""
    columns = {column.code: column for column in question.columns}
    return {fault.place: _cell_fault(question, fault, columns[fault.column]) for fault in error.faults}


def _cell_fault(question: Question, fault: CellFault, column: Column) -> str:
    cures = {
        "not_a_date": _("write a date as day, month, year: 21/11/2026."),
        "out_of_range": _("write a percentage between 0 and 100."),
        "too_long": _("keep to %(most)s characters.") % {"most": LONGEST_CELL},
    }
    unit = phrasing.unit_of(column)
    digits = _("write a number in digits (%(unit)s).") % {"unit": unit} if unit else _("write a number in digits.")
    known = {"row": row_name(question, fault.row), "column": pick(column.title)}
    return _("%(row)s, %(column)s: %(cure)s") % {**known, "cure": cures.get(fault.code) or digits}


def row_name(question: Question, row: int) -> str:
    """What a row is called: its item, or its number."""
    if row < len(question.items):
        return pick(question.items[row].title)
    return _("Row %(number)s") % {"number": row + 1}


def _expected_number(question: Question, scored: ScoredQuestion) -> str:
    low, high = limits(scored)
    words = {"low": _limit(question, low), "high": _limit(question, high)}
    if low is not None and high is not None:
        return _("Write a number between %(low)s and %(high)s.") % words
    if low is not None:
        return _("Write a number from %(low)s up, in digits.") % words
    if high is not None:
        return _("Write a number up to %(high)s, in digits.") % words
    unit = unit_of(question)
    return _("Write a number in digits (%(unit)s).") % {"unit": unit} if unit else _("Write a number in digits.")


def _limit(question: Question, limit: Fraction | None) -> str:
    if limit is None:
        return ""
    figure = int(limit) if limit.denominator == 1 else float(limit)
    return with_unit(question, phrasing.number(figure))


def is_day(text: str) -> bool:
    """Whether it is a date as a date field holds it: "2026-11-21"."""
    try:
        return read_date(text) == text
    except NotRead:
        return False


def saved_at(when: datetime) -> str:
    """ "Saved at 14:32", with the day when it is not today."""
    local = timezone.localtime(when)
    # Translators: formats of a time and of a day, see Django's `date` filter.
    time = date_format(local, _("H:i"))
    if local.date() == timezone.localdate():
        return _("Saved at %(time)s") % {"time": time}
    return _("Saved on %(day)s at %(time)s") % {"day": date_format(local, _("j F")), "time": time}


def changed_elsewhere(when: datetime) -> str:
    local = timezone.localtime(when)
    words = {"time": date_format(local, _("H:i")), "day": date_format(local, _("j F"))}
    return _("Another tab or another device saved this answer on %(day)s at %(time)s.") % words
