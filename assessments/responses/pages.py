"""What the pages show: the questions of a theme as they are asked, progress, the answers in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse

from assessments.frameworks.domain.document import Question, Theme
from assessments.frameworks.plan import Plan, Section, compile_version
from assessments.responses import evidence, prefill, queries, wording
from assessments.responses.access import Opening
from assessments.responses.asking import Asked, Mark, asked, waiting
from assessments.responses.domain import journey
from assessments.responses.domain.journey import Progress
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Answer, Assessment, Evidence, Mode
from assessments.responses.wording import Value
from assessments.scoring import Resolved, resolve
from core.text import pick

__all__ = [
    "Asked",
    "Block",
    "Journey",
    "ThemeLine",
    "asked",
    "blocks",
    "open_journey",
    "read_journey",
    "state",
    "theme_lines",
]

NOTHING = Section(Theme("", {}), ())


class ThemeLine(NamedTuple):
    """A line of the list of themes. `hidden`: no answer so far brings one of its questions."""

    code: str
    title: str
    url: str
    progress: Progress
    current: bool
    hidden: bool = False


class Block(NamedTuple):
    """Questions under one heading; `title` is "" right under the page's own title. `hidden`: none of them is asked."""

    code: str
    title: str
    description: str
    questions: tuple[Asked, ...]

    @property
    def hidden(self) -> bool:
        return all(question.hidden for question in self.questions)


@dataclass(frozen=True)
class Journey:
    """An assessment, its plan and its answers: read once, for one page.

    `pages` holds all that its profile may meet, `steps` what its answers leave to be asked. `shows_all`: a preview,
    of no assessment that is kept, where conditions hide nothing. `end`: the address where a guest's way ends, ""
    for the check page. `takes_proofs`: files may be given, which a kept assessment alone can hold.
    """

    assessment: Assessment
    plan: Plan
    pages: tuple[Section, ...]
    rows: Mapping[str, Answer]
    shows_all: bool = False
    end: str = ""
    takes_proofs: bool = False

    @cached_property
    def resolved(self) -> Resolved:
        """What counts, and what conditions leave out. Free for a questionnaire without conditions or formulas."""
        given = queries.values(self.rows.values())
        if self.plan.framework.logic is None or self.shows_all:
            return Resolved(given, frozenset())
        return resolve(self.plan.framework, given, self.assessment.profile)

    @property
    def not_asked(self) -> frozenset[str]:
        return self.resolved.not_asked

    @property
    def counted(self) -> Mapping[str, Any]:
        """The answers that count, computed figures with them."""
        return self.resolved.answers

    @cached_property
    def steps(self) -> tuple[Section, ...]:
        return journey.visible(self.pages, self.not_asked)

    @cached_property
    def files(self) -> Mapping[str, Evidence]:
        """The files given, by key; one query, none for an assessment that is not kept."""
        return evidence.evidence_of(self.assessment) if self.takes_proofs else {}

    @cached_property
    def is_shared(self) -> bool:
        """Whether several people answered: then each answer says whose it is."""
        return len({row.author_key for row in self.rows.values() if is_answer(row.value)}) > 1

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why an answer stands there before anyone gave it, by question; nothing is read where none was carried."""
        former = self.assessment.follows
        carried = {code: row.value for code, row in self.rows.items() if row.carried}
        if former is None or not carried:
            return {}
        proposed = prefill.proposals(former, self.assessment.version)
        return {code: one.why for code, one in proposed.items() if code in carried and carried[code] == one.value}

    @cached_property
    def order(self) -> tuple[str, ...]:
        return journey.order(self.steps)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {code: number for number, code in enumerate(self.order, 1)}

    def number(self, code: str) -> int | str:
        """The number of a question among those asked; "" for one that is not, or that nobody answers."""
        return self.numbers.get(code, "")

    def figure(self, code: str) -> Value:
        """What a computed question gives; None while an answer is missing."""
        return self.counted.get(code)

    @cached_property
    def kept_aside(self) -> tuple[Question, ...]:
        """Questions that were answered, then left out because of another answer: kept, and not counted."""
        questions = (question for page in self.pages for question in page.questions)
        return tuple(one for one in questions if one.code in self.not_asked and one.code in self.answered)

    @cached_property
    def answered(self) -> set[str]:
        return {code for code, row in self.rows.items() if is_answer(row.value)}

    @cached_property
    def to_look_at(self) -> set[str]:
        """Answers brought from last time, or proposed, that nobody has seen on their page yet."""
        return {code for code in self.order if code in self.answered and self.rows[code].carried}

    @property
    def progress(self) -> Progress:
        return journey.progress(self.order, self.answered)

    @property
    def minutes_left(self) -> int:
        missing = self.progress.missing
        return self.plan.minutes(missing) if missing else 0

    @property
    def last_saved(self) -> str:
        """When an answer was last saved, as a sentence; "" before the first one."""
        latest = max((row.saved_at for row in self.rows.values()), default=None)
        return wording.saved_at(latest) if latest else ""

    def value(self, code: str) -> Value:
        row = self.rows.get(code)
        return row.value if row else None

    def step(self, theme: str) -> Section | None:
        return next((step for step in self.steps if step.theme.code == theme), None)

    def page(self, theme: str) -> Section | None:
        """The same page with what its conditions hide."""
        return next((page for page in self.pages if page.theme.code == theme), None)

    def place(self, step: Section) -> int:
        """Its place among the pages, from 0."""
        return [one.theme.code for one in self.steps].index(step.theme.code)

    def beside(self, step: Section, by: int) -> Section | None:
        """The page before (-1) or after (1) `step`."""
        index = self.place(step) + by
        return self.steps[index] if 0 <= index < len(self.steps) else None

    def after(self, theme: str) -> str:
        """Where to go on from the page of `theme`, shown or not: the next page asked, then the check page."""
        codes = [page.theme.code for page in self.pages]
        rest = codes[codes.index(theme) + 1 :]
        step = next((step for step in self.steps if step.theme.code in rest), None)
        return self.url(step) if step else self.end_url

    @property
    def end_url(self) -> str:
        return self.end or reverse("responses:check", args=[self.assessment.pk])

    def url(self, step: Section, question: str = "") -> str:
        path = reverse("responses:theme", args=[self.assessment.pk, step.theme.code])
        return f"{path}#q-{question}" if question else path

    def url_of(self, question: str) -> str:
        """Where `question` is asked; the check page when it is not asked any more."""
        step = journey.page_of(self.steps, question)
        return self.url(step, question) if step else self.end_url

    def resume_url(self) -> str:
        """Where to go on: the exact question, the check page when all is answered and seen, first the profile."""
        if not self.answered and not self.end:
            return reverse("responses:profile", args=[self.assessment.pk])
        seen = self.answered - self.to_look_at
        return self.url_of(journey.resume_at(self.order, seen, self.assessment.position) or "")


def read_journey(assessment: Assessment, themes: Collection[str] | None = None, end: str = "") -> Journey:
    """One query, for the answers; none more when the plan is warm. `themes`: only these pages, for a guest."""
    plan = compile_version(assessment.version)
    pages = journey.steps(plan, assessment.profile, express=assessment.mode == Mode.EXPRESS)
    if themes is not None:
        pages = journey.given(pages, themes)
    return Journey(assessment, plan, pages, queries.answers_of(assessment), end=end, takes_proofs=True)


def open_journey(opening: Opening) -> Journey:
    """The journey of whoever opened the assessment, as far as they may go."""
    return read_journey(opening.assessment, opening.themes, opening.end)


def theme_lines(trip: Journey, current: Section | None = None) -> list[ThemeLine]:
    """The themes asked."""
    return [line for line in all_theme_lines(trip, current) if not line.hidden]


def all_theme_lines(trip: Journey, current: Section | None = None) -> list[ThemeLine]:
    """The themes that the profile may meet, those that no answer brings hidden."""
    asked_here = {step.theme.code: step for step in trip.steps}
    return [
        ThemeLine(
            page.theme.code,
            pick(page.theme.title),
            trip.url(page),
            journey.progress(journey.codes_of(asked_here.get(page.theme.code, NOTHING)), trip.answered),
            current is not None and current.theme.code == page.theme.code,
            page.theme.code not in asked_here,
        )
        for page in trip.pages
    ]


def blocks(trip: Journey, step: Section, marks: Mapping[str, Mark] | None = None) -> list[Block]:
    """The groups of a page: give a page of `trip.pages` to have what is hidden too. `marks` by question code."""
    made = []
    for group in step.groups:
        theme = group.theme
        heads = theme.code != step.theme.code
        questions = tuple(
            asked(trip, question, (marks or {}).get(question.code, Mark()), theme.code if heads else "")
            for question in group.questions
        )
        texts = (pick(theme.title), pick(theme.description)) if heads else ("", "")
        made.append(Block(theme.code, *texts, questions))
    return made


def state(trip: Journey, theme: str) -> dict[str, Any]:
    """What an answer changed on the page of `theme`, for the script: see docs/answering.md."""
    page = trip.page(theme)
    questions = [one for one in page.questions if one.code not in trip.not_asked] if page else []
    whole = trip.progress
    return {
        "shown": [one.code for one in questions],
        "numbers": {one.code: trip.number(one.code) for one in questions},
        "figures": {one.code: _figure(trip, one) for one in questions if one.kind == "computed"},
        "answered": whole.answered,
        "asked": whole.asked,
        "themes": {
            line.code: [line.progress.answered, line.progress.asked]
            for line in all_theme_lines(trip)
            if not line.hidden
        },
    }


def _figure(trip: Journey, question: Question) -> list[str]:
    """[the figure in words, why it is not there]."""
    return [wording.in_words(question, trip.figure(question.code)), waiting(trip, question)]
