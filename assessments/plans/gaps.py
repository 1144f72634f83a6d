"""One weak answer as the page "turn this gap into an action" tells it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.frameworks.domain.document import Question
from assessments.plans import wording
from assessments.plans.domain import aims
from assessments.plans.domain.aims import Aim, Gain
from assessments.results import wording as words
from assessments.results.domain.summary import level_number
from assessments.results.reading import Reading
from assessments.scoring import NodeResult
from core.text import pick

CLOSED = ("not_applicable", "not_asked", "not_concerned", "unscored", "empty")
"""Statuses of a question that has nothing to gain."""


@dataclass(frozen=True, slots=True)
class AimLine:
    """An answer to reach: its key, in words, what the whole and the theme win, the whole score then.

    `level` is the number of the level that it would bring to; None where it stays the same.
    """

    key: str
    words: str
    whole: str
    theme: str
    after: str
    level: int | None


@dataclass(frozen=True)
class Gap:
    """`code`: a question of the framework of `reading`. Costs no query."""

    reading: Reading
    code: str

    @cached_property
    def question(self) -> Question:
        return self.reading.plan.question(self.code).worded_for(self.reading.profile)

    @cached_property
    def node(self) -> NodeResult | None:
        return aims.node_of(self.reading.scored, self.code)

    @property
    def is_open(self) -> bool:
        """Whether something is to be gained there."""
        return self.node is not None and self.node.status not in CLOSED and bool(self.gains)

    @cached_property
    def gains(self) -> tuple[Gain, ...]:
        reading = self.reading
        return aims.gains(reading.framework, reading.row.answers, reading.profile, self.code, reading.scored)

    @property
    def aims(self) -> dict[str, Aim]:
        return {one.aim.key: one.aim for one in self.gains}

    @cached_property
    def lines(self) -> list[AimLine]:
        return [self._line(one) for one in self.gains]

    @property
    def next_line(self) -> AimLine:
        return self.lines[0]

    @property
    def best_line(self) -> AimLine:
        """The one that wins most; the same as the next where there is one step left."""
        return self.lines[-1]

    @property
    def practice(self) -> str:
        return words.name(self.question)

    @property
    def title(self) -> str:
        return pick(self.question.title)

    @property
    def theme_code(self) -> str:
        return self.reading.plan.top_theme_of(self.code).code

    @property
    def theme(self) -> str:
        return words.name(self.reading.plan.top_theme_of(self.code))

    @property
    def today(self) -> str:
        return words.answer(self.question, self.reading.answers.get(self.code))

    @property
    def effort(self) -> str:
        return pick(self.question.effort)

    @property
    def evidence(self) -> str:
        return pick(self.question.evidence)

    @property
    def unit(self) -> str:
        """That of the question, for the indicator."""
        return "%" if self.question.kind == "percentage" else pick(self.question.unit)

    def title_for(self, aim: Aim) -> str:
        return wording.title(self.question, aim)

    def commitment_for(self, aim: Aim | None, due_on: date) -> str:
        return wording.commitment(self.question, aim, due_on)

    def _line(self, gain: Gain) -> AimLine:
        reading = self.reading
        decimals, levels = reading.framework.decimals, reading.framework.levels
        now, then = (level_number(levels, one.level) for one in (reading.scored, gain.after))
        return AimLine(
            key=gain.aim.key,
            words=wording.aim(self.question, gain.aim),
            whole=wording.gain(gain.whole, decimals),
            theme=wording.gain(gain.theme, decimals),
            after=words.figure(gain.after.displayed),
            level=then if then != now and not reading.is_express else None,
        )
