"""What changed since last time: the answers of an assessment begun again, beside those of the one that it follows."""

from typing import NamedTuple

from assessments.frameworks.domain.document import Question
from assessments.responses import wording
from assessments.responses.carrying import carried_answers
from assessments.responses.domain.reading import is_answer
from assessments.responses.pages import Journey
from assessments.responses.wording import Value
from core.text import pick

SAID = ("single", "yes_no", "multiple", "scale", "number", "percentage", "date")
"""Kinds whose answers stand in a line beside each other: not texts, tables and files, nor what is worked out."""


class Change(NamedTuple):
    """A question with its two answers, in words; `url` is where it is asked."""

    code: str
    title: str
    url: str
    before: str
    now: str


def since_last_time(trip: Journey) -> list[Change]:
    """What is said otherwise today, in the order of the questions; those asked for the first time are left out.

    No query for an assessment that follows none; else the same few, whatever the number of answers.
    """
    assessment = trip.assessment
    former = assessment.follows
    if former is None:
        return []
    told = carried_answers(former, assessment.version, assessment.territory, dated=True).answers
    pairs = ((trip.plan.question(code), told.get(code), trip.value(code)) for code in trip.order)
    found = (_change(trip, *pair) for pair in pairs if pair[0].kind in SAID and all(map(is_answer, pair[1:])))
    return [change for change in found if change.before != change.now]


def _change(trip: Journey, question: Question, before: Value, now: Value) -> Change:
    worded = question.worded_for(trip.assessment.profile)
    said = wording.in_words(worded, before), wording.in_words(worded, now)
    return Change(question.code, pick(worded.title), trip.url_of(question.code), *said)
