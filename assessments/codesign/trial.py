"""The questions of a preview as they would be asked: nothing that is ticked there is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from assessments.codesign.models import Feedback, Preview
from assessments.codesign.services.previews import Said
from assessments.frameworks.domain.document import Theme
from assessments.frameworks.domain.plan import plan_of
from assessments.frameworks.plan import Group, Section
from assessments.frameworks.rows import read_rows
from assessments.responses.asking import Asked
from assessments.responses.models import Assessment
from assessments.responses.pages import Journey, blocks
from assessments.scoring import Profile
from core.text import pick


class Line(NamedTuple):
    """A theme in the list: how many of its questions were spoken of."""

    code: str
    title: str
    questions: int
    spoken: int
    current: bool


class Tried(NamedTuple):
    """A question, and what this pioneer says of it; `error` when what was typed is refused."""

    question: Asked
    said: Said
    error: str

    @property
    def verdicts(self) -> list[tuple[str, str, bool]]:
        return [(value, str(label), value == self.said.verdict) for value, label in Feedback.Verdict.choices]


class Part(NamedTuple):
    title: str
    description: str
    questions: list[Tried]


def read_trial(preview: Preview) -> Journey:
    """Raises ValueError while the draft cannot be put together: its authors are in the middle of a change."""
    document = read_rows(preview.version)
    plan = plan_of(replace(document, themes=tuple(_unconditional(theme) for theme in document.themes)))
    sections = (Section(theme, tuple(_groups(theme, preview.kind))) for theme in plan.document.themes)
    nobody = Assessment(version=preview.version, territory=preview.territory, kind=preview.kind)
    return Journey(nobody, plan, tuple(section for section in sections if section.groups), {}, shows_all=True)


def _unconditional(theme: Theme) -> Theme:
    """Pioneers read every question, those too that hang on an answer that they do not give."""
    return replace(
        theme,
        visible_if=None,
        questions=tuple(replace(question, visible_if=None) for question in theme.questions),
        themes=tuple(_unconditional(child) for child in theme.themes),
    )


def _groups(theme: Theme, kind: str) -> Iterator[Group]:
    """All that an organisation of this kind may be asked, whatever its size, its activity and its other answers."""
    if theme.hidden or not _concerns(theme.applies.kinds, kind):
        return
    profile = Profile(kind)
    asked = (one for one in theme.questions if not one.hidden and _concerns(one.applies.kinds, kind))
    questions = tuple(question.worded_for(profile) for question in asked)
    if questions:
        yield Group(theme, questions)
    for child in theme.themes:
        yield from _groups(child, kind)


def _concerns(kinds: frozenset[str], kind: str) -> bool:
    return not kinds or kind in kinds


def lines(trip: Journey, said: Mapping[str, Feedback], current: Section | None = None) -> list[Line]:
    return [
        Line(
            step.theme.code,
            pick(step.theme.title),
            len(step.questions),
            sum(question.code in said for question in step.questions),
            current is not None and step.theme.code == current.theme.code,
        )
        for step in trip.steps
    ]


def parts(trip: Journey, step: Section, said: Mapping[str, Said], errors: Mapping[str, str]) -> list[Part]:
    return [
        Part(
            block.title,
            block.description,
            [Tried(one, said.get(one.code, Said()), errors.get(one.code, "")) for one in block.questions],
        )
        for block in blocks(trip, step)
    ]
