"""A resource proposed to the holder of a result, with the words that say why."""

from dataclasses import dataclass
from functools import cached_property

from assessments.toolbox.domain.matching import Match
from assessments.toolbox.domain.words import bare, brief
from assessments.toolbox.listing import listed
from assessments.toolbox.models import Resource
from assessments.toolbox.sentences import Teller
from core.text import pick


@dataclass(frozen=True)
class Suggestion:
    """Its words are made when they are first asked for: a list of a thousand costs what one page of it shows."""

    resource: Resource
    match: Match
    teller: Teller

    @property
    def fit(self) -> str:
        """ "eligible", "nearly" or "no"."""
        return self.match.fit.value

    @property
    def is_called(self) -> bool:
        """Whether something of the result calls it."""
        return self.match.call is not None

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """ "“Energy” is at 1.8 out of 5", "you have fewer than 20 employees": what called it first."""
        called = [self.teller.because(self.match.call)] if self.match.call else []
        facts = (self.teller.fact(name, self.match.offer.rule) for name in self.match.met)
        return tuple(dict.fromkeys([*called, *filter(None, facts)]))

    @property
    def why(self) -> str:
        """ "because “Energy” is at 1.8 out of 5 and you have fewer than 20 employees"; "" without a reason."""
        return self.teller.sentence(self.reasons)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """ "you would need fewer than 20 employees", "it opens on 1 March 2027"."""
        return tuple(dict.fromkeys(self.teller.missing(name, self.match.offer) for name in self.match.missed))

    @cached_property
    def checks(self) -> tuple[str, ...]:
        """What it asks that is not known: "it asks for at least 3 years of activity"."""
        return tuple(dict.fromkeys(self.teller.check(name, self.match.offer) for name in self.match.unsure))

    @property
    def missing_in_words(self) -> str:
        return listed(self.missing)

    @property
    def checks_in_words(self) -> str:
        return listed(self.checks)

    @cached_property
    def _text(self) -> str:
        return bare(pick(self.resource.summary))

    @property
    def start(self) -> str:
        """The summary, or its beginning."""
        return brief(self._text)

    @property
    def whole(self) -> str:
        """All of a long summary, "" for a short one."""
        return self._text if self.start.endswith("…") and len(self._text) > len(self.start) else ""
