"""Answers with several places: a scale (one choice by item), a table (typed cells by row). Pure.

A text says where it belongs: "item=choice" for a scale, "row.column=value" for a table, rows from 0. Codes hold no
"=", so the first one ends the place; rows are digits, so the first "." ends the row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.responses.domain.typed import NotRead, read_date, read_number
from assessments.scoring import AnswerError, Question
from assessments.scoring.model import Column

LONGEST_CELL = 500  # characters
MOST_ROW_DIGITS = 4
Cell = str | int | float


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell. `row` from 0, as it was sent; `code` as in reading.read, or out_of_range."""

    row: int
    column: str
    code: str

    @property
    def place(self) -> str:
        return f"{self.row}.{self.column}"


class CellErrors(AnswerError):
    """One or more cells of a table are not what they should be."""

    def __init__(self, question_id: str, faults: Sequence[CellFault]) -> None:
        super().__init__(question_id, f"correct {', '.join(fault.place for fault in faults)}", "cells")
        self.faults = tuple(faults)


def filled(texts: Iterable[str]) -> list[str]:
    """Those that say something: "2.tonnes=" is an empty cell."""
    return [text for text in texts if "=" not in text or text.partition("=")[2].strip()]


def by_place(texts: Iterable[str]) -> dict[str, str]:
    """Place → what was given there; asides ("unknown") are left out. The last one given counts."""
    return {place: value for place, equals, value in (text.partition("=") for text in texts) if equals}


def read_scale(question: Question, texts: Sequence[str]) -> dict[str, str]:
    given = by_place(texts)
    if len(given) != len(texts) or not given.keys() <= set(question.items):
        raise AnswerError(question.id, "rate the lines of this question", "wrong_shape")
    return {item: given[item] for item in question.items if item in given}


def read_table(question: Question, texts: Sequence[str]) -> list[dict[str, Cell]]:
    """Rows with a value in each cell that is filled. Fixed rows keep their place; empty free rows are dropped."""
    columns = {column.id: column for column in question.columns}
    rows: dict[int, dict[str, Cell]] = {}
    faults: list[CellFault] = []
    for place, text in by_place(texts).items():
        row, column = _place(question, place, columns)
        try:
            rows.setdefault(row, {})[column.id] = _cell(column, text)
        except NotRead as fault:
            faults.append(CellFault(row, column.id, fault.code))
    if not question.items and len(rows) > question.row_limit:
        raise AnswerError(question.id, f"keep to {question.row_limit} rows", "too_many_rows")
    if faults:
        raise CellErrors(question.id, sorted(faults, key=lambda fault: (fault.row, [*columns].index(fault.column))))
    return _whole(question, rows, list(columns))


def _place(question: Question, place: str, columns: Mapping[str, Column]) -> tuple[int, Column]:
    row, dot, column = place.partition(".")
    known = dot and column in columns and is_row(row)
    if not known or (question.items and int(row) >= len(question.items)):
        raise AnswerError(question.id, "fill in the cells of this table", "wrong_shape")
    return int(row), columns[column]


def is_row(text: str) -> bool:
    """Whether it can be the number of a row: "²" is a digit too, and Python refuses to read thousands of them."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_ROW_DIGITS


def _cell(column: Column, text: str) -> Cell:
    if column.kind == "date":
        return read_date(text.strip())
    if column.kind == "text":
        if len(text) > LONGEST_CELL:
            raise NotRead(f"give {LONGEST_CELL} characters at most", "too_long")
        return text.strip()
    value = read_number(text)
    if column.kind == "percentage" and not 0 <= value <= 100:
        raise NotRead("give a percentage between 0 and 100", "out_of_range")
    return value


def _whole(question: Question, rows: Mapping[int, dict[str, Cell]], columns: list[str]) -> list[dict[str, Cell]]:
    wanted = range(len(question.items)) if question.items else sorted(rows)
    return [{code: rows[row][code] for code in columns if code in rows[row]} if row in rows else {} for row in wanted]
