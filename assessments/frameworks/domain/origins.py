"""Where the nodes of a framework come from, as a cell says it.

"Cae_1.1.2.2.3 (0,5)", alone or several in a cell; or "Nouvelle action".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

ONE = Fraction(1)
_REFERENCE = re.compile(
    r"(?P<framework>[A-Za-z][A-Za-z-]*)[ \t]*_[ \t]*(?P<code>\d+(?:\.?[A-Za-z0-9]+)*)"
    r"(?:[ \t]*\([ \t]*(?P<weight>[^()\n]*?)[ \t]*(?:\)|(?=\n)|\Z))?"
)
_NEW = re.compile(r"nouve(?:lle|l|au)\b[^\n;,]*", re.IGNORECASE)
_WEIGHT = re.compile(r"\d+(?:[.,]\d+)?\Z")
_BETWEEN = re.compile(r"[\s,;.]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Node `new` takes `weight` of what it is from the node `code` of `framework`, in lower case: "cae", "eci"."""

    framework: str
    code: str
    new: str
    weight: Fraction = ONE


@dataclass(frozen=True, slots=True)
class Told:
    """What one cell says. `is_new`: it says that the node has no origin. `unread`: the pieces that say nothing."""

    origins: tuple[Origin, ...] = ()
    is_new: bool = False
    unread: tuple[str, ...] = ()


def parse(cell: str, new: str) -> Told:
    """Every reference of `cell`, for the node `new`. Without a weight, the whole of it. A line break, a comma, a
    semicolon or a space may stand between two; a bracket may be missing."""
    origins, unread = [], []
    for match in _REFERENCE.finditer(cell):
        weight = weight_of(match["weight"])
        if weight is None:
            unread.append(match[0].strip())
        else:
            origins.append(Origin(match["framework"].lower(), match["code"], new, weight))
    rest = _REFERENCE.sub("\n", cell)
    unread += list(_pieces(_NEW.sub("\n", rest)))
    return Told(tuple(origins), bool(_NEW.search(rest)), tuple(unread))


def weight_of(written: str | None) -> Fraction | None:
    """ "0,5" as one half; nothing written is the whole; None for what is no weight above zero."""
    if not written:
        return ONE
    if not _WEIGHT.match(written):
        return None
    return Fraction(written.replace(",", ".")) or None


def _pieces(rest: str) -> Iterator[str]:
    for line in rest.split("\n"):
        if _BETWEEN.sub("", line):
            yield line.strip()
