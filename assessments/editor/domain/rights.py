"""What may be done to a node here: everything to one's own, what the layers below allow to what is inherited."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.editor.domain.values import settable
from assessments.frameworks.domain.document import REWORDABLE, Document, Question, Theme


@dataclass(frozen=True, slots=True)
class Rights:
    """`fields`: those that may change. `weight`: its bounds, None where it is free or fixed.

    `choices`: choices may be added, counting as one of the core's. `place`: it may be moved and removed.
    """

    own: bool
    fields: frozenset[str]
    hide: bool
    place: bool
    children: bool
    choices: bool
    weight: tuple[Fraction, Fraction] | None = None

    @property
    def anything(self) -> bool:
        return bool(self.fields) or self.hide or self.choices


def rights(document: Document, node: Theme | Question) -> Rights:
    name = "question" if isinstance(node, Question) else "theme"
    if not node.origin:
        own = settable(name) - {"hidden"}
        return Rights(True, own, hide=False, place=True, children=True, choices=True)
    limits = document.limits_of(node)
    fields = set(REWORDABLE) if limits.reword and isinstance(node, Question) else set()
    weight = None
    if limits.weight_min is not None and limits.weight_max is not None:
        weight = (limits.weight_min, limits.weight_max)
        fields.add("weight")
    fields |= {"hidden"} if limits.hide else set()
    added = limits.choices and isinstance(node, Question) and bool(node.choices) and node.kind != "yes_no"
    fields |= {"choices"} if added else set()
    return Rights(False, frozenset(fields), limits.hide, False, limits.questions, added, weight)
