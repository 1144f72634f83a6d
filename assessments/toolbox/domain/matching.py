"""Which resources help a result, best first, each with what called it and what it asks.

**What calls it.** A choice that it names, where it was picked; a question that it names, where the answer is under
three fifths of the scale; a theme that it serves, where the theme is, or, for a resource meant for a band of scores,
where the theme is within it, both bounds included. Questions and choices of a framework speak only to its results.

**Whom it is for.** *Eligible*: no condition is missed; those that what is known does not settle are told, to check.
*Nearly*: one condition is missed and one only, be it the day when it opens, or a suspension. One that closed is never
shown.

**Order.** Themes take turns, the weakest first, so that one theme never fills the list. Within a theme: what a choice
called, what its weakest questions called, then what the theme called. Among equals, what is sure before what is to
check; then the resource that says most precisely whom it is for, then the nearest territory's, then the one that
closes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Literal

from assessments.scoring import NodeResult
from assessments.toolbox.domain.eligibility import Eligibility, Facts, Verdict

WEAK = Fraction(3, 5)
ANYONE = Eligibility()
OPENS, SUSPENDED = "opens", "suspended"
"""What may be missed besides the conditions of `Eligibility`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource as matching sees it. `distance` counts territories up from the holder's own, 0 for its own.

    `framework` is that of its `questions` and `choices` {question: codes}; "" where any framework's do. `least` and
    `most` bound a theme's share of the scale, 0 to 1; None for both: the rule for weak themes.
    """

    id: int
    themes: frozenset[str] = frozenset()
    rule: Eligibility = ANYONE
    opens_on: date | None = None
    closes_on: date | None = None
    suspended: bool = False
    distance: int = 0
    framework: str = ""
    questions: frozenset[str] = frozenset()
    choices: frozenset[tuple[str, str]] = frozenset()
    least: Fraction | None = None
    most: Fraction | None = None

    @property
    def precision(self) -> int:
        """How many conditions it puts."""
        return sum(1 for _ in self.rule.parts())

    def wants(self, ratio: Fraction) -> bool:
        """Whether a theme at this share of the scale is one that it is meant for."""
        if self.least is None and self.most is None:
            return ratio < WEAK
        return (self.least is None or self.least <= ratio) and (self.most is None or ratio <= self.most)


@dataclass(frozen=True, slots=True)
class Situation:
    """A result as matching sees it. `picked`: question → the choices that were made; `lineage`: the frameworks whose
    questions it asked."""

    facts: Facts
    themes: tuple[NodeResult, ...]
    today: date
    picked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lineage: frozenset[str] = frozenset()


class Fit(Enum):
    ELIGIBLE = "eligible"
    NEARLY = "nearly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Call:
    """What called a resource: a `choice` of the question `node`, the question `node`, or the theme `node`; `theme` is
    the top theme above it."""

    kind: Literal["choice", "question", "theme"]
    theme: str
    node: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`call`: None where nothing called it. `met`, `unsure`, `missed`: names of conditions, OPENS and SUSPENDED too."""

    offer: Offer
    fit: Fit
    call: Call | None
    met: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def is_weak(node: NodeResult) -> bool:
    return node.ratio is not None and node.ratio < WEAK


def told(offer: Offer, call: Call | None, facts: Facts, today: date) -> Match:
    """The match of an offer that has not closed, condition by condition."""
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for name, verdict in offer.rule.verdicts(facts):
        by_verdict[verdict].append(name)
    missed = by_verdict[Verdict.MISSED]
    if offer.opens_on is not None and today < offer.opens_on:
        missed.append(OPENS)
    if offer.suspended:
        missed.append(SUSPENDED)
    fit = {0: Fit.ELIGIBLE, 1: Fit.NEARLY}.get(len(missed), Fit.NO)
    return Match(offer, fit, call, tuple(by_verdict[Verdict.MET]), tuple(by_verdict[Verdict.UNSURE]), tuple(missed))
