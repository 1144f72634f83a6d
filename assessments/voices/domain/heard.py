"""What each voice said of one question, and the gap between them. Pure."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple


class Share(NamedTuple):
    """A line of a distribution: `percent` of those who answered, rounded."""

    label: str
    people: int
    percent: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One voice on one question. `kind`: organisation, former, delegate, agent, relay, employees.

    `words`: the answer as one says it. `points` on the displayed scale, None where it has none. `shares`: for
    employees, how many chose what; `value` is then what most of them ticked, to measure the gap.
    """

    kind: str
    who: str
    value: Any
    words: str
    points: Fraction | None
    at: datetime
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A question on which voices differ. `size`: points of the displayed scale between the lowest and the highest,
    None where the answers have no points. `agreement`: the last one, an Agreement row. `settled`: nobody has said
    anything since."""

    code: str
    theme: str
    theme_title: str
    title: str
    size: Fraction | None
    heard: tuple[Heard, ...]
    agreement: Any = None

    @property
    def settled(self) -> bool:
        return self.agreement is not None and all(one.at <= self.agreement.agreed_at for one in self.heard)

    @property
    def rounded(self) -> int | None:
        """The size in whole points, never 0 for a gap that is there."""
        return None if self.size is None else max(round(self.size), 1) if self.size else 0


def by_size(gap: Gap) -> tuple[bool, bool, Fraction]:
    """To discuss first: those that wait, the widest first; those without points come after."""
    return gap.settled, gap.size is None, -(gap.size or Fraction(0))
