"""What the law asks, and why this score."""

from collections.abc import Sequence
from functools import cached_property

from assessments.frameworks.domain.document import LegalNote
from assessments.results import wording
from assessments.results.lines import Duty
from assessments.results.reading.frozen import Frozen
from assessments.results.tree import Branch, branches
from core.text import pick


class Reasoned(Frozen):
    @cached_property
    def duties(self) -> list[Duty]:
        return [self._duty(note) for note in self.document.legal_notes if note.who.covers(self.profile)]

    @property
    def sure_duties(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_sure]

    @property
    def unsure_duties(self) -> list[Duty]:
        return [duty for duty in self.duties if not duty.is_sure]

    def _duty(self, note: LegalNote) -> Duty:
        return Duty(
            text=pick(note.text),
            since=wording.since(note.since, self.today) if note.since and note.is_current(self.today) else "",
            mark=str(wording.MARKS.get(note.mark, "")),
            source=note.source,
            place=note.place,
        )

    @cached_property
    def tree(self) -> Sequence[Branch]:
        return branches(self.scored, self.row.answers, self.plan, self.profile)
