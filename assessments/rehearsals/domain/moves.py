"""One assessment read by two versions: what it was, what it would be, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from assessments.frameworks.domain.mapping import Carrier, Link
from assessments.frameworks.domain.plan import Plan
from assessments.rehearsals.domain.causes import Cause, causes, heirs_of
from assessments.rehearsals.domain.profiles import facets
from assessments.rehearsals.domain.shares import Shares
from assessments.scoring import Answers, Figures, Framework, Meter, Profile, round_half_up

PROFILES_KEPT = 1024
"""Profiles whose compiled rulers are kept; others are made again."""
Direction = Literal["same", "up", "down", "gained", "lost", "none"]
"""Of the level. gained: named only after · lost: named only before · none: on neither side."""


@dataclass(frozen=True)
class Move:
    """`asked_again` and `dropped` as in `mapping.Carried`; `causes` are of the overall score, the largest first."""

    before: Figures
    after: Figures
    direction: Direction
    causes: tuple[Cause[float], ...]
    carried: int
    dropped: tuple[str, ...]
    asked_again: tuple[str, ...]

    @cached_property
    def ratio(self) -> Fraction | None:
        """The difference in shares of the scale; None where a side has no score."""
        if self.before.ratio is None or self.after.ratio is None:
            return None
        return self.after.ratio - self.before.ratio


class Mover:
    """Made once for two versions and a map; then `move` costs what reading one assessment costs.

    Answers of one year are read again as they were: a rehearsal tells what the ruler changes, not what time does.
    """

    def __init__(self, old: Plan, new: Plan, links: Sequence[Link]) -> None:
        self.old, self.new = old.framework, new.framework
        self._carrier = Carrier(links, old, new, dated=True)
        self._heirs = heirs_of(links)
        self._facets = facets(old.framework, new.framework)
        self._rulers = lru_cache(maxsize=PROFILES_KEPT)(self._ruler)

    def _ruler(self, profile: Profile) -> tuple[Meter, Meter, Shares[float], Shares[float]]:
        old, new = self.old, self.new
        return Meter(old, profile), Meter(new, profile), Shares(old, profile, float), Shares(new, profile, float)

    def move(self, profile: Profile, answers: Answers) -> Move:
        """Raises AnswerError where an answer is not its question's."""
        meter, new_meter, shares, new_shares = self._rulers(self._facets.of(profile))
        taken = self._carrier.carry(answers)
        before, after = meter.figures(answers), new_meter.figures(taken.answers)
        moved = before.ratio is not None and after.ratio is not None and before.ratio != after.ratio
        why = causes(shares.of(answers), new_shares.of(taken.answers), self._heirs) if moved else ()
        direction = compare(before.level, after.level, self.old, self.new)
        return Move(before, after, direction, why, len(taken.answers), taken.dropped, taken.asked_again)


def compare(before: str | None, after: str | None, old: Framework, new: Framework) -> Direction:
    """Which way a level goes. Levels of the same names are compared by rank; others by where they start."""
    if before is None or after is None:
        return "none" if before is after else "gained" if before is None else "lost"
    names = [level.code for level in new.levels]
    if names == [level.code for level in old.levels]:
        was, becomes = Fraction(names.index(before)), Fraction(names.index(after))
    else:
        was, becomes = _start(before, old), _start(after, new)
    return "same" if was == becomes else "up" if becomes > was else "down"


def _start(code: str, framework: Framework) -> Fraction:
    low = next(level.low for level in framework.levels if level.code == code)
    return (low - framework.minimum) / (framework.maximum - framework.minimum)


def displayed(figures: Figures, framework: Framework) -> str | None:
    """A score as a result would show it: "54", "2.5"."""
    return None if figures.score is None else str(round_half_up(figures.score, framework.decimals))
