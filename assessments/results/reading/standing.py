"""What stands out: strengths and priorities."""

from functools import cached_property

from django.utils.translation import gettext as _

from assessments.results import wording
from assessments.results.domain.findings import COUNT
from assessments.results.lines import PriorityLine, StrengthLine
from assessments.results.reading.frozen import Frozen
from core.text import pick


class StandingOut(Frozen):
    @property
    def strengths_title(self) -> str:
        return _("Your three strengths") if len(self.strengths) == COUNT else _("Your strengths")

    @property
    def priorities_title(self) -> str:
        return _("Your three priorities") if len(self.priorities) == COUNT else _("Your priorities")

    @cached_property
    def strengths(self) -> list[StrengthLine]:
        figures = {node.id: node.displayed for node in self.scored.themes}
        return [
            StrengthLine(
                theme=wording.name(self.plan.theme(item.theme)),
                figure=wording.figure(figures[item.theme]),
                practice=wording.name(self.plan.question(item.question)),
                done=wording.answer(self.plan.question(item.question), self.answers.get(item.question)),
            )
            for item in self.findings.strengths
        ]

    @cached_property
    def priorities(self) -> list[PriorityLine]:
        lines = []
        for item in self.findings.priorities:
            question = self.plan.question(item.question)
            step = wording.choice(question, item.choice) if item.choice else wording.band(question, item.band or 0)
            lines.append(
                PriorityLine(
                    theme=wording.name(self.plan.theme(item.theme)),
                    practice=wording.name(question),
                    gain=wording.gain(item.gain, self.framework.decimals),
                    step_gain=wording.gain(item.step_gain, self.framework.decimals),
                    today=wording.answer(question, self.answers.get(item.question)),
                    step=step,
                    effort=pick(question.effort),
                    evidence=pick(question.evidence),
                )
            )
        return lines
