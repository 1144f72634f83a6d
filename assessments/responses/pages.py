"""What the pages show: the questions of a theme as they are asked, progress, the answers in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.urls import reverse

from assessments.frameworks.domain.document import Question
from assessments.frameworks.plan import Plan, Section, compile_version
from assessments.responses import queries, wording
from assessments.responses.domain import journey
from assessments.responses.domain.journey import Progress
from assessments.responses.domain.reading import is_answer
from assessments.responses.models import Answer, Assessment, Mode
from assessments.scoring import NA, UNKNOWN
from assessments.scoring import Answer as Value
from core.text import pick

LONGEST_IN_A_ROW = 18  # characters
MOST_IN_A_ROW = 4


class Option(NamedTuple):
    """One thing to tick. `aside`: "I don't know" or "not concerned", kept apart under a dashed rule."""

    value: str
    label: str
    hint: str
    checked: bool
    aside: bool


class Definition(NamedTuple):
    term: str
    text: str


class ThemeLine(NamedTuple):
    """A line of the list of themes."""

    title: str
    url: str
    progress: Progress
    current: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands on its page. `text` is what its field holds, `words` the answer as one says it.

    `error` says what to correct. `newer` is another answer saved elsewhere meanwhile, in words, and `newer_at`
    the sentence that says when.
    """

    code: str
    number: int
    kind: str
    title: str
    why: str
    help: str
    example: str
    terms: tuple[Definition, ...]
    options: tuple[Option, ...]
    unit: str
    text: str
    optional: bool
    revision: int
    is_answered: bool
    words: str
    error: str = ""
    newer: str = ""
    newer_at: str = ""

    @property
    def anchor(self) -> str:
        return f"q-{self.code}"

    @property
    def wrong(self) -> bool:
        return bool(self.error or self.newer)

    @property
    def in_a_row(self) -> bool:
        """Few short answers stand side by side on a wide screen."""
        short = all(len(option.label) <= LONGEST_IN_A_ROW and not option.hint for option in self.options)
        return short and len(self.options) <= MOST_IN_A_ROW


class Block(NamedTuple):
    """Questions under one heading; `title` is "" right under the page's own title."""

    title: str
    description: str
    questions: tuple[Asked, ...]


@dataclass(frozen=True)
class Journey:
    """An assessment, its plan and its answers: read once, for one page."""

    assessment: Assessment
    plan: Plan
    steps: tuple[Section, ...]
    rows: Mapping[str, Answer]

    @cached_property
    def order(self) -> tuple[str, ...]:
        return journey.order(self.steps)

    @cached_property
    def answered(self) -> set[str]:
        return {code for code, row in self.rows.items() if is_answer(row.value)}

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

    def place(self, step: Section) -> int:
        """Its place among the pages, from 0."""
        return [one.theme.code for one in self.steps].index(step.theme.code)

    def beside(self, step: Section, by: int) -> Section | None:
        """The page before (-1) or after (1) `step`."""
        index = self.place(step) + by
        return self.steps[index] if 0 <= index < len(self.steps) else None

    def url(self, step: Section, question: str = "") -> str:
        path = reverse("responses:theme", args=[self.assessment.pk, step.theme.code])
        return f"{path}#q-{question}" if question else path

    def url_of(self, question: str) -> str:
        """Where `question` is asked; the check page when it is not asked any more."""
        step = journey.page_of(self.steps, question)
        return self.url(step, question) if step else reverse("responses:check", args=[self.assessment.pk])

    def resume_url(self) -> str:
        """Where to go on: the exact question, the check page when all is answered, first the profile."""
        if not self.answered:
            return reverse("responses:profile", args=[self.assessment.pk])
        return self.url_of(journey.resume_at(self.order, self.answered, self.assessment.position) or "")


def read_journey(assessment: Assessment) -> Journey:
    """One query, for the answers; none more when the plan is warm."""
    plan = compile_version(assessment.version)
    steps = journey.steps(plan, assessment.profile, express=assessment.mode == Mode.EXPRESS)
    return Journey(assessment, plan, steps, queries.answers_of(assessment))


def theme_lines(trip: Journey, current: Section | None = None) -> list[ThemeLine]:
    return [
        ThemeLine(
            pick(step.theme.title),
            trip.url(step),
            journey.progress(journey.codes_of(step), trip.answered),
            current is not None and current.theme.code == step.theme.code,
        )
        for step in trip.steps
    ]


def blocks(trip: Journey, step: Section, marks: Mapping[str, Mapping[str, Any]] | None = None) -> list[Block]:
    """The groups of a page. `marks`: what a refused post changes, by question code (see `asked`)."""
    made = []
    for group in step.groups:
        heading = group.theme if group.theme.code != step.theme.code else None
        questions = tuple(asked(trip, question, **(marks or {}).get(question.code, {})) for question in group.questions)
        made.append(
            Block(pick(heading.title) if heading else "", pick(heading.description) if heading else "", questions)
        )
    return made


def asked(trip: Journey, question: Question, texts: list[str] | None = None, **marks: str) -> Asked:
    """`question`, already in the profile's words; `texts` replaces what is stored in its controls."""
    row = trip.rows.get(question.code)
    value = row.value if row else None
    contents = wording.as_texts(value) if texts is None else texts
    return Asked(
        code=question.code,
        number=trip.order.index(question.code) + 1,
        kind=question.kind,
        title=pick(question.title),
        why=pick(question.why),
        help=pick(question.help),
        example=pick(question.example),
        terms=tuple(Definition(pick(term.term), pick(term.definition)) for term in trip.plan.terms_of(question)),
        options=tuple(_options(question, contents)),
        unit=wording.unit_of(question),
        text=_typed(question, contents),
        optional=not trip.plan.framework.scales[question.code].scored,
        revision=row.revision if row else 0,
        is_answered=is_answer(value),
        words=wording.in_words(question, value),
        **marks,
    )


def _typed(question: Question, contents: list[str]) -> str:
    """What stands in the field of a question that is typed."""
    if question.kind == "text":
        return next(iter(contents), "")
    if question.kind in ("number", "percentage"):
        return next((text for text in contents if text not in (UNKNOWN, NA)), "")
    return ""


def _options(question: Question, contents: list[str]) -> list[Option]:
    if question.kind == "text":
        return []
    helps = {choice.code: pick(choice.help) for choice in question.choices}
    options = [
        Option(code, label, helps.get(code, ""), code in contents, aside=False)
        for code, label in wording.choice_labels(question).items()
    ]
    asides = ((UNKNOWN, question.unknown), (NA, question.not_concerned))
    return options + [
        Option(code, str(wording.ASIDE_LABELS[code]), "", code in contents, aside=True)
        for code, offered in asides
        if offered
    ]
