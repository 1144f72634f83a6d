"""At most five resources for a result: for its weakest themes first, each with its reason.

A resource fits when it serves a theme under three fifths of the scale, when the profile is one of those it is
for, and when its deadline is not past. Themes take turns, the weakest first, so that one theme never fills
the list; within a theme the resource that says most precisely whom it is for wins, then the nearest
territory's, then the one whose deadline comes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessments.scoring import EVERYONE, Applicability, NodeResult, Profile

MOST = 5
WEAK = Fraction(3, 5)
CONDITIONS = ("kinds", "sizes", "sections", "traits", "any_trait", "no_trait")


@dataclass(frozen=True, slots=True)
class Offer:
    """A resource as matching sees it. `distance` counts territories up from the holder's own, 0 for its own."""

    id: int
    themes: tuple[str, ...]
    applies: Applicability = EVERYONE
    deadline: date | None = None
    distance: int = 0

    @property
    def precision(self) -> int:
        """How many conditions it puts."""
        return sum(bool(getattr(self.applies, name)) for name in CONDITIONS)


@dataclass(frozen=True, slots=True)
class Match:
    """`theme` is the weak theme that called it; `conditions` the facts of the profile that it asks for."""

    offer: Offer
    theme: str
    conditions: tuple[str, ...]


def match(offers: Iterable[Offer], themes: Iterable[NodeResult], profile: Profile, today: date) -> list[Match]:
    """The resources for top `themes` of a result, best first."""
    weak = sorted((t for t in themes if t.ratio is not None and t.ratio < WEAK), key=lambda t: t.ratio or 0)
    fitting = [offer for offer in offers if _is_open(offer, today) and offer.applies.covers(profile)]
    queues = {theme.id: _for_theme(fitting, theme.id) for theme in weak}
    return _in_turn(queues)


def _is_open(offer: Offer, today: date) -> bool:
    return offer.deadline is None or offer.deadline >= today


def _for_theme(offers: Sequence[Offer], theme: str) -> list[Offer]:
    return sorted(
        (offer for offer in offers if theme in offer.themes),
        key=lambda offer: (-offer.precision, offer.distance, offer.deadline or date.max, offer.id),
    )


def _in_turn(queues: Mapping[str, list[Offer]]) -> list[Match]:
    found: list[Match] = []
    taken: set[int] = set()
    rounds = max((len(queue) for queue in queues.values()), default=0)
    for _ in range(rounds):
        for theme, queue in queues.items():
            offer = next((offer for offer in queue if offer.id not in taken), None)
            if offer is not None and len(found) < MOST:
                taken.add(offer.id)
                found.append(Match(offer, theme, _conditions(offer)))
    return found


def _conditions(offer: Offer) -> tuple[str, ...]:
    return tuple(name for name in CONDITIONS if getattr(offer.applies, name))
