"""At most five resources for a result: for its weakest themes first, each with its reason.

A resource fits when it is linked to a question whose answer is under three fifths of the scale, or when it serves
a theme that is; when the profile is one of those it is for; and when its deadline is not past. Themes take turns,
the weakest first, so that one theme never fills the list. Within a theme, what is linked to its weakest questions
comes first; then the resource that says most precisely whom it is for wins, then the nearest territory's, then
the one whose deadline comes first.
"""

from collections.abc import Iterable, Sequence
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
    questions: tuple[str, ...] = ()

    @property
    def precision(self) -> int:
        """How many conditions it puts."""
        return sum(bool(getattr(self.applies, name)) for name in CONDITIONS)


@dataclass(frozen=True, slots=True)
class Match:
    """`theme` is the theme that called it, `question` the weak question of it that did, "" where the whole theme
    is weak; `conditions` the facts of the profile that it asks for."""

    offer: Offer
    theme: str
    conditions: tuple[str, ...]
    question: str = ""


def match(offers: Iterable[Offer], themes: Iterable[NodeResult], profile: Profile, today: date) -> list[Match]:
    """The resources for top `themes` of a result, best first."""
    fitting = [offer for offer in offers if _is_open(offer, today) and offer.applies.covers(profile)]
    ordered = sorted((t for t in themes if t.ratio is not None), key=lambda theme: theme.ratio or 0)
    return _in_turn([_for_theme(fitting, theme) for theme in ordered])


def _is_open(offer: Offer, today: date) -> bool:
    return offer.deadline is None or offer.deadline >= today


def _is_weak(node: NodeResult) -> bool:
    return node.ratio is not None and node.ratio < WEAK


def _for_theme(offers: Sequence[Offer], theme: NodeResult) -> list[Match]:
    """What its weak questions call, the weakest first; then what the theme calls where it is weak as a whole."""
    nodes = [node for node in theme.walk() if node.kind == "question" and _is_weak(node)]
    found = [
        Match(offer, theme.id, _conditions(offer), node.id)
        for node in sorted(nodes, key=lambda node: node.ratio or 0)
        for offer in _best_first(offer for offer in offers if node.id in offer.questions)
    ]
    called = _best_first(offer for offer in offers if theme.id in offer.themes) if _is_weak(theme) else []
    return [*found, *(Match(offer, theme.id, _conditions(offer)) for offer in called)]


def _best_first(offers: Iterable[Offer]) -> list[Offer]:
    return sorted(offers, key=lambda offer: (-offer.precision, offer.distance, offer.deadline or date.max, offer.id))


def _in_turn(queues: Sequence[Sequence[Match]]) -> list[Match]:
    found: list[Match] = []
    taken: set[int] = set()
    rounds = max((len(queue) for queue in queues), default=0)
    for _ in range(rounds):
        for queue in queues:
            best = next((match for match in queue if match.offer.id not in taken), None)
            if best is not None and len(found) < MOST:
                taken.add(best.offer.id)
                found.append(best)
    return found


def _conditions(offer: Offer) -> tuple[str, ...]:
    return tuple(name for name in CONDITIONS if getattr(offer.applies, name))
