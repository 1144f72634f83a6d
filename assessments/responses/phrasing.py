"""Answers with several parts, dates and formulas, in the words of the active language. Results say them the same."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Column, Question
from assessments.frameworks.plan import Plan
from assessments.scoring import NA, round_half_up
from core.text import pick

FUNCTIONS = {
    "sum": gettext_lazy("sum"),
    "mean": gettext_lazy("mean"),
    "min": gettext_lazy("smallest of"),
    "max": gettext_lazy("largest of"),
    "count": gettext_lazy("number of values in"),
    "round": gettext_lazy("rounded"),
    "abs": gettext_lazy("size without sign of"),
}
SIGNS = {"*": " × ", "/": " ÷ ", "-": " − ", "+": " + ", ",": " ; "}
DECIMALS = 2
"""A computed figure is shown to so many decimals at most."""


def number(value: float | Fraction) -> str:
    """As it is written: "1 234,5". A fraction is rounded for the eye alone."""
    if isinstance(value, Fraction):
        shown = round_half_up(value, DECIMALS).normalize()
        whole = shown == shown.to_integral()
        return str(number_format(int(shown) if whole else shown, use_l10n=True))
    return str(number_format(repr(value), use_l10n=True)) if isinstance(value, float) else str(value)


def day(value: str) -> str:
    """ "2026-11-21" read aloud: "21 novembre 2026", "1er janvier 2027". What is no date stays as it is."""
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return value
    shown = date_format(found, "DATE_FORMAT")
    first = found.day == 1 and (get_language() or "").startswith("fr")
    return shown.replace("1 ", "1er ", 1) if first else shown


def unit_of(one: Question | Column) -> str:
    return "%" if one.kind == "percentage" else pick(one.unit)


def with_unit(one: Question | Column, figure: str) -> str:
    unit = unit_of(one)
    return f"{figure}\u00a0{unit}" if unit else figure


def scale_lines(question: Question, value: Mapping[str, Any]) -> tuple[str, ...]:
    """ "Paper: often", a line for each item that has its step."""
    steps = {choice.code: pick(choice.title) for choice in question.choices} | {NA: _("Not concerned")}
    return tuple(
        _("%(item)s: %(answer)s") % {"item": pick(item.title), "answer": steps.get(value[item.code], value[item.code])}
        for item in question.items
        if item.code in value
    )


def table_lines(question: Question, rows: Any) -> tuple[str, ...]:
    """ "Paper: 1.5 t, 12%", a line for each row with something in it; fixed rows say their name."""
    return tuple(line for place, row in enumerate(rows) if (line := _row(question, place, row)))


def _row(question: Question, place: int, row: Mapping[str, Any]) -> str:
    cells = [cell(column, row[column.code]) for column in question.columns if column.code in row]
    if not cells:
        return ""
    said = ", ".join(cells)
    if place >= len(question.items):
        return said
    return _("%(item)s: %(answer)s") % {"item": pick(question.items[place].title), "answer": said}


def cell(column: Column, value: Any) -> str:
    if column.kind == "date":
        return day(str(value))
    if isinstance(value, int | float):
        return with_unit(column, number(value))
    return str(value)


# ---------- formulas ----------

_PIECE = re.compile(r"\[([^\[\]]*)\]|([A-Za-z_]+)|(\d+(?:\.\d+)?)|([-+*/(),])")


def formula(plan: Plan, question: Question) -> str:
    """The formula with names for codes and signs as one reads them: "« Energy, kWh » ÷ « Employees »"."""
    return "".join(_pieces(plan, question.formula)).strip()


def _pieces(plan: Plan, text: str) -> Iterator[str]:
    before = "("
    for piece in _PIECE.finditer(text):
        reference, function, figure, sign = piece.groups()
        if reference is not None:
            yield _named(plan, reference.strip())
        elif function:
            yield f"{FUNCTIONS.get(function.lower(), function)}\u00a0"
        elif figure:
            yield number(float(figure)) if "." in figure else figure
        else:
            starts = sign in "+-" and before in "(,+-*/"  # a minus that belongs to the figure after it
            yield ("−" if sign == "-" else "") if starts else SIGNS.get(sign, sign)
        before = piece[0]


def _named(plan: Plan, reference: str) -> str:
    found = source(plan, reference)
    if found is None:
        return _("“%(name)s”") % {"name": reference}
    question, column = found
    name = pick(question.name) or pick(question.title)
    if column is None:
        return _("“%(name)s”") % {"name": name}
    return _("“%(column)s” of “%(name)s”") % {"column": pick(column.title), "name": name}


def source(plan: Plan, reference: str) -> tuple[Question, Column | None] | None:
    """The question, and the column of it, that `[reference]` names. Codes may hold points themselves."""
    questions = {question.code: question for question in plan.document.questions()}
    if reference in questions:
        return questions[reference], None
    for place in (place for place, sign in enumerate(reference) if sign == "."):
        question = questions.get(reference[:place])
        column = (
            next((one for one in question.columns if one.code == reference[place + 1 :]), None) if question else None
        )
        if question and column:
            return question, column
    return None


def references(question: Question) -> tuple[str, ...]:
    """What the formula names, once each, in its order."""
    return tuple(dict.fromkeys(found[1].strip() for found in _PIECE.finditer(question.formula) if found[1] is not None))
