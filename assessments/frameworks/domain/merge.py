"""Taking a new version of its base into a layer: three ways, part by part and field by field.

What only one side changed is taken as it is. Where the two sides cannot both have their way there is a conflict,
and whoever keeps the layer settles it: "mine" or "theirs". Which conflicts there are never depends on how others
are settled.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.frameworks.domain.conflicts import Conflict, Ledger, Unsettled
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.taking import Taking

__all__ = ["Conflict", "Merge", "Unsettled", "merge", "settle"]


@dataclass(frozen=True, slots=True)
class Merge:
    """`document`: the layer over its new base, each conflict settled by the first of its options."""

    base_old: Document
    base_new: Document
    mine: Document
    document: Document
    conflicts: tuple[Conflict, ...]


def merge(base_old: Document, base_new: Document, mine: Document) -> Merge:
    """`mine`, a sound layer over `base_old`, brought over `base_new`, the next version of the same framework."""
    ledger = Ledger({})
    document = Taking(base_old, base_new, mine, ledger).document()
    return Merge(base_old, base_new, mine, document, tuple(ledger.conflicts.values()))


def settle(merge: Merge, decisions: Mapping[str, str]) -> Document:
    """The layer over its new base, each conflict settled as `decisions` say, by the conflict's id.

    It keeps to the limits of the base, whatever was decided. Raises Unsettled.
    """
    waiting = tuple(one for one in merge.conflicts if decisions.get(one.id) not in one.options)
    if waiting:
        raise Unsettled(waiting)
    return Taking(merge.base_old, merge.base_new, merge.mine, Ledger(decisions)).document()
