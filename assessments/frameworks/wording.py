"""Problems and refusals in the language of who reads them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.domain.problems import Problem
from assessments.frameworks.domain.remarks import Remark
from assessments.scoring import AnswerError

TRANSLATED_PARAMS = ("shape", "effect", "target")
"""Parameters that are words of ours, not of the file."""

REFUSALS = {
    "unknown_question": _("This framework has no question “%(question)s”."),
    "unknown_choice": _("“%(question)s”: one of the choices does not exist. Choose among those offered."),
    "wrong_shape": _("“%(question)s”: this kind of answer does not suit the question."),
    "not_concerned_refused": _("“%(question)s” concerns everyone: choose an answer."),
    "unknown_refused": _("“%(question)s” does not offer “I don't know”: choose an answer."),
    "out_of_range": _("“%(question)s”: this number is outside what is expected."),
    "not_a_date": _("“%(question)s”: write a date, year first: 2026-11-21."),
    "unknown_item": _("“%(question)s”: one of the things rated is not in the list."),
    "unknown_column": _("“%(question)s”: one of the columns is not in the table."),
    "too_many_rows": _("“%(question)s”: the table has too many rows."),
    "computed": _("“%(question)s” is worked out from other answers: leave it out."),
}


def describe(problem: Problem) -> dict[str, Any]:
    """The problem as plain values, its sentences translated."""
    params = {name: _translated(name, value, problem.params) for name, value in problem.params.items()}
    return {
        "line": problem.line,
        "where": problem.where,
        "what": gettext(problem.what) % params,
        "cure": gettext(problem.cure) % params,
        "severity": problem.severity,
        "count": problem.count,
    }


def _translated(name: str, value: str | int, params: Mapping[str, str | int]) -> str | int:
    if name not in TRANSLATED_PARAMS:
        return value
    said = gettext(str(value))
    return said % params if name == "shape" else said


def sentence(problem: Problem) -> str:
    """The problem in one line of text, after the place where it stands."""
    said = describe(problem)
    start = gettext("Line %(line)s") % said if problem.line else ""
    where = f"{start} ({said['where']})" if start and said["where"] else start or said["where"]
    times = "" if problem.count == 1 else " " + ngettext("Once.", "%(n)s times.", problem.count) % {"n": problem.count}
    return f"{where} : {said['what']}{times} {said['cure']}".removeprefix(" : ")


def remark_in_words(remark: Remark) -> dict[str, Any]:
    """A remark of the coherence report as plain values, its sentences translated."""
    return {
        "where": remark.where,
        "what": gettext(remark.what) % remark.params,
        "cure": gettext(remark.cure) % remark.params,
        "severity": remark.severity,
    }


def refusal(error: AnswerError) -> str:
    """Why an answer was refused, and what to do."""
    return str(REFUSALS[error.code]) % {"question": error.question_id}
