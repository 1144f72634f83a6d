"""Tables that floors above add to the report of a result, as panels are added to its page.

    annexes.register(Annex("peers", order=10, build=build))

from an app's `ready()`. `build` says everything in the active language, as plain text: a report never holds markup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessments.results.reading import Reading


@dataclass(frozen=True, slots=True)
class Table:
    """A section of the report: its title, a sentence before and one after, one head by column, cells as text.

    The first column is read as words, the others as figures. Without rows, only the sentences.
    """

    title: str
    lead: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": self.lead,
            "heads": list(self.heads),
            "rows": [list(row) for row in self.rows],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Annex:
    code: str
    order: int
    build: "Callable[[Reading], Table | None]"


_annexes: dict[str, Annex] = {}


def register(annex: Annex) -> None:
    """Add an annex, or replace the one of the same code."""
    _annexes[annex.code] = annex


def build_all(reading: "Reading") -> list[Table]:
    """Those that have something to say, in their order."""
    built = (annex.build(reading) for annex in sorted(_annexes.values(), key=lambda annex: annex.order))
    return [table for table in built if table is not None]
