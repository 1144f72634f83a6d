"""The floor of matching: what fits, found by looking at every resource in turn, without reasons and without order."""

from collections.abc import Sequence

from assessments.toolbox.domain.eligibility import Verdict
from assessments.toolbox.domain.matching import WEAK, Offer, Situation


def fitting(offers: Sequence[Offer], situation: Situation) -> list[int]:
    """The ids of those that no condition refuses and that a weak theme calls."""
    weak = {theme.id for theme in situation.themes if theme.ratio is not None and theme.ratio < WEAK}
    return [offer.id for offer in offers if offer.themes & weak and _fits(offer, situation)]


def _fits(offer: Offer, situation: Situation) -> bool:
    if offer.closes_on is not None and offer.closes_on < situation.today:
        return False
    return all(verdict is not Verdict.MISSED for _, verdict in offer.rule.verdicts(situation.facts))
