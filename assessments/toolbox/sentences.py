"""Why a resource is proposed, what is missing, what is to check: clauses in words, joined by commas and "and"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.results import wording
from assessments.results.reading import Reading
from assessments.scoring import NodeResult
from assessments.toolbox import conditions
from assessments.toolbox.domain.eligibility import Eligibility, Facts
from assessments.toolbox.domain.matching import OPENS, SUSPENDED, Call, Offer
from assessments.toolbox.facts import facts_of
from assessments.toolbox.listing import listed


@dataclass(frozen=True)
class Teller:
    """Says the matches of one result. `places`: names of areas."""

    reading: Reading
    places: Mapping[str, str] = field(repr=False)

    @cached_property
    def _nodes(self) -> dict[str, NodeResult]:
        return {node.id: node for theme in self.reading.scored.themes for node in theme.walk()}

    @cached_property
    def _facts(self) -> Facts:
        return facts_of(self.reading.row)

    def because(self, call: Call) -> str:
        """ "“Energy” is at 1.8 out of 5"; "you answered “Heating oil” to “Heating”"."""
        if call.kind == "choice":
            question = self.reading.plan.question(call.node)
            names = {"choice": wording.choice(question, call.choice), "question": wording.name(question)}
            return _("you answered “%(choice)s” to “%(question)s”") % names
        plan = self.reading.plan
        called = plan.question(call.node) if call.kind == "question" else plan.theme(call.node)
        return _("“%(name)s” is at %(points)s out of %(maximum)s") % {
            "name": wording.name(called),
            "points": wording.figure(self._nodes[call.node].displayed),
            "maximum": wording.figure(self.reading.summary.maximum),
        }

    def sentence(self, reasons: Sequence[str]) -> str:
        return _("because %(reasons)s") % {"reasons": listed(reasons)} if reasons else ""

    def fact(self, name: str, rule: Eligibility) -> str:
        """The fact that met a condition; "" where saying it would teach nothing."""
        return conditions.FACTS[name](rule, self._facts, self.places)

    def missing(self, name: str, offer: Offer) -> str:
        if name == OPENS and offer.opens_on:
            return _("it opens on %(date)s") % {"date": wording.day(offer.opens_on)}
        if name == SUSPENDED:
            return _("it is suspended for now")
        return conditions.MISSING[name](offer.rule, self._facts, self.places)

    def check(self, name: str, offer: Offer) -> str:
        return conditions.CHECKS[name](offer.rule, self._facts, self.places)
