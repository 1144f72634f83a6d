"""The list of gaps: what each voice said, question by question. Seven queries, whatever the number of voices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.frameworks.domain.document import Question
from assessments.frameworks.plan import Plan, compile_version
from assessments.responses import wording
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Answer, Assessment, FormerAnswer
from assessments.scoring import Question as ScoredQuestion
from assessments.voices.domain.gaps import answered, differ, most_given, size, worth
from assessments.voices.domain.heard import Gap, Heard, Share, by_size
from assessments.voices.models import Agreement, Voice
from assessments.voices.models.polls import LEAST_BALLOTS
from assessments.voices.queries.polls import counts_of, polls_of
from core.text import pick

COMPARED = ("single", "yes_no", "multiple", "scale", "number", "percentage", "date")
"""Kinds of questions on which answers can differ: a text, a table and a file are said by one hand."""


@dataclass(slots=True)
class _Listening:
    """What is heard while it is gathered, by question code."""

    plan: Plan
    assessment: Assessment
    heard: dict[str, list[Heard]] = field(default_factory=dict)
    asked: dict[str, Question] = field(init=False)
    scored: dict[str, ScoredQuestion] = field(init=False)

    def __post_init__(self) -> None:
        self.asked = {one.code: one for one in self.plan.questions_for(self.assessment.profile)}
        self.scored = {one.id: one for one in self.plan.framework.questions()}

    def hear(self, code: str, kind: str, who: str, value: Any, at: Any, shares: tuple[Share, ...] = ()) -> None:
        question = self.asked.get(code)
        if question is None or question.kind not in COMPARED or not is_answer(value):
            return
        points = worth(self.plan.framework, self.scored[code], value)
        words = wording.in_words(question, value)
        self.heard.setdefault(code, []).append(Heard(kind, who, value, words, points, at, shares))


def gaps_of(assessment: Assessment) -> list[Gap]:
    """Where the organisation, its colleagues, an agent, a relay and its employees differ: what waits first, the widest
    first. A voice beside is heard once it said that it has finished, employees once the poll is closed.

    `assessment` comes with its version and its organisation.
    """
    listening = _Listening(compile_version(assessment.version), assessment)
    _hear_organisation(listening)
    _hear_beside(listening)
    _hear_employees(listening)
    agreements = {one.question_code: one for one in agreements_of(assessment)}  # the last one of each stays
    gaps = (_gap(listening, code, agreements.get(code)) for code in listening.asked if code in listening.heard)
    return sorted((gap for gap in gaps if gap is not None), key=by_size)


def gap_of(assessment: Assessment, code: str) -> Gap | None:
    """The gap on question `code`; None where there is none."""
    return next((gap for gap in gaps_of(assessment) if gap.code == code), None)


def agreements_of(assessment: Assessment, code: str = "") -> QuerySet[Agreement]:
    """Oldest first; those on `code` only where it is given."""
    found: QuerySet[Agreement] = Agreement.objects.filter(assessment=assessment).order_by("agreed_at", "id")
    return found.filter(question_code=code) if code else found


def _gap(listening: _Listening, code: str, agreement: Agreement | None) -> Gap | None:
    heard = listening.heard[code]
    if agreement is None and not differ([one.value for one in heard]):
        return None
    theme = listening.plan.top_theme_of(code)
    titles = (pick(theme.title), pick(listening.asked[code].title))
    return Gap(code, theme.code, *titles, size(one.points for one in heard), tuple(heard), agreement)


def _hear_organisation(listening: _Listening) -> None:
    """Its answers, and what others of its people had answered before: a delegate, then the owner, for instance."""
    assessment = listening.assessment
    rows = list(Answer.objects.filter(assessment=assessment).order_by("question_code"))
    now = {row.question_code: row.author_key for row in rows}
    for row in rows:
        listening.hear(row.question_code, "organisation", _by(assessment, row.author_name), row.value, row.saved_at)
    latest: dict[tuple[str, str], FormerAnswer] = {}
    for former in FormerAnswer.objects.filter(assessment=assessment).order_by("revision", "pk"):
        latest[former.question_code, former.author_key] = former
    for (code, author), former in latest.items():
        if now.get(code) != author:
            who = former.author_name or str(assessment.organisation or "")
            listening.hear(code, "former", who, former.value, former.saved_at)


def _by(assessment: Assessment, author: str) -> str:
    organisation = str(assessment.organisation or assessment.organisation_name)
    return (
        _("%(organisation)s, by %(author)s") % {"organisation": organisation, "author": author}
        if author
        else organisation
    )


def _hear_beside(listening: _Listening) -> None:
    voices = Voice.objects.filter(assessment=listening.assessment, withdrawn_at=None, finished_at__isnull=False)
    by_grid = {voice.grid_id: voice for voice in voices.filter(grid__isnull=False).order_by("created_at", "id")}
    if not by_grid:
        return
    for row in Answer.objects.filter(assessment__in=by_grid).order_by("assessment_id", "question_code"):
        voice = by_grid[row.assessment_id]
        listening.hear(row.question_code, voice.kind, voice.label, row.value, row.saved_at)


def _hear_employees(listening: _Listening) -> None:
    polls = [poll for poll in polls_of(listening.assessment) if poll.is_shown]
    for poll, counts in counts_of(polls).items():
        for code, by_item in counts.items():
            question = listening.asked.get(code)
            if question is not None and answered(by_item) >= LEAST_BALLOTS:
                who = _("Employees (%(count)s answers)") % {"count": answered(by_item)}
                shares = tuple(shares_of(question, by_item))
                listening.hear(code, "employees", who, most_given(by_item), poll.ended_at, shares)


def shares_of(question: Question, by_item: Any) -> Iterable[Share]:
    """The distribution of one question, choice by choice in its order; item by item in a scale."""
    labels = wording.choice_labels(question)
    items = {item.code: pick(item.title) for item in question.items} if question.kind == "scale" else {"": ""}
    for item, title in items.items():
        chosen = by_item.get(item, {})
        total = sum(chosen.values())
        for code, label in labels.items():
            if total:
                count = chosen.get(code, 0)
                yield Share(f"{title}: {label}" if title else label, count, round(100 * count / total))
