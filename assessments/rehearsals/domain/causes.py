"""Why a score would move, question by question: parts that add up to the whole difference, exactly.

Write each score as Σ share x ratio (see `shares`), and let m be the middle of the two scores. Shares add up to 1 on
both sides, so

    after - before = Σ share' x (ratio' - m)  -  Σ share x (ratio - m)

and each question has its own term: how far it stands from the middle, times what it weighs, after less before. A
question that weighs more pulls the score towards its own ratio; one that is added or dropped counts by how much
it stands above or below the rest. Reading the two versions the other way round reverses every sign.

What an old question gave is set against the new questions that take from it, in proportion to the links' weights.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Generic, Literal, TypeAlias

from assessments.frameworks.domain.mapping import Link
from assessments.rehearsals.domain.shares import Number, Parts

Kind = Literal["changed", "added", "dropped", "silent"]
"""changed: taken over · added: new, and answered (computed, say) · dropped: no heir · silent: nothing counts there
after, because its answer could not be taken, or it is not asked, or weighs nothing."""
Heirs: TypeAlias = Mapping[str, Sequence[tuple[str, Fraction]]]
"""Old question → new questions with their part of it, which add up to 1."""
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Cause(Generic[Number]):
    """`question`: a code of the new version, or of the old one for what is dropped. `ratio`: its part of the
    difference, in shares of the scale (0.05 is 5 points of 100)."""

    question: str
    kind: Kind
    ratio: Number


def heirs_of(links: Iterable[Link]) -> Heirs:
    found: dict[str, list[tuple[str, Fraction]]] = {}
    for link in links:
        if link.carries:
            found.setdefault(link.old, []).append((link.new, link.weight))
    return {
        old: [(new, weight / total) for new, weight in taken]
        for old, taken in found.items()
        if (total := sum((weight for _, weight in taken), ZERO))
    }


def causes(before: Parts[Number], after: Parts[Number], heirs: Heirs) -> tuple[Cause[Number], ...]:
    """The causes of the difference, the largest first, those of zero left out; () where a side has no score.

    Σ ratio of the causes == score ratio after - score ratio before.
    """
    if not before or not after:
        return ()
    number = type(next(iter(after.values()))[0])
    middle = (_score(before) + _score(after)) / 2
    terms: dict[str, Any] = {code: share * (ratio - middle) for code, (share, ratio) in after.items()}
    replaced: set[str] = set()
    dropped: set[str] = set()
    for old, (share, ratio) in before.items():
        term = share * (ratio - middle)
        taken = heirs.get(old)
        if not taken:
            dropped.add(_mark(old))
        for new, part in taken or ((_mark(old), 1),):
            terms[new] = terms.get(new, 0) - (term if part == 1 else number(part) * term)
            replaced.add(new)

    def kind(code: str) -> Kind:
        if code in dropped:
            return "dropped"
        if code not in after:
            return "silent"
        return "changed" if code in replaced else "added"

    found = (Cause(code.removeprefix(DROPPED), kind(code), term) for code, term in terms.items() if term)
    return tuple(sorted(found, key=lambda cause: (-abs(cause.ratio), cause.question)))


DROPPED = "\0"


def _mark(old: str) -> str:
    """A key that no new question has, though it may be called the same."""
    return DROPPED + old


def _score(parts: Parts[Any]) -> Any:
    return sum(share * ratio for share, ratio in parts.values())
