"""What a base and its layer cannot both have, and how it is settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assessments.frameworks.domain.nodes import Kind, Node

Side = Literal["mine", "theirs"]
BOTH: tuple[Side, ...] = ("mine", "theirs")
MINE: tuple[Side, ...] = ("mine",)
THEIRS: tuple[Side, ...] = ("theirs",)
Reason = Literal[
    "both_changed", "limits", "dropped_changed", "dropped_holds", "same_code", "counts_as_gone", "reference_gone"
]
"""both_changed: the field `field` was changed here and in the base, otherwise.
limits: the base does not allow any more what was done here.
dropped_changed: the base has no longer the question, which was changed here.
dropped_holds: the base has no longer the theme, which holds parts of ours.
same_code: the base now calls a part of its own by the code of one of ours.
counts_as_gone: the base has no longer the choice that an added one counts as.
reference_gone: a condition or a formula of ours looks at what the base has no longer."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """`node` is the kind of the part, `code` its code, as for `diff.Change`; `field` "" for the whole of it.

    `mine` is what stays by "mine", `theirs` by "theirs"; None where the part, or our addition, goes.
    `options`: how it may be settled; "mine" is not always possible.
    """

    node: Kind
    code: str
    field: str
    mine: Any
    theirs: Any
    reason: Reason
    options: tuple[Side, ...] = BOTH

    @property
    def id(self) -> str:
        return f"{self.reason}:{self.node}:{self.code}:{self.field}"


class Unsettled(ValueError):
    """`conflicts` have no decision yet, or one that is not among their options."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = conflicts


@dataclass(slots=True)
class Ledger:
    """The conflicts met, each settled by its decision, or by the first of its options while there is none."""

    decisions: Mapping[str, str]
    conflicts: dict[str, Conflict] = field(default_factory=dict)

    def keeps_mine(
        self, node: Node, at: str, mine: Any, theirs: Any, reason: Reason, options: tuple[Side, ...] = BOTH
    ) -> bool:
        conflict = Conflict(node.kind, node.code, at, mine, theirs, reason, options)
        self.conflicts[conflict.id] = conflict
        return self.decisions.get(conflict.id, options[0]) == "mine"
