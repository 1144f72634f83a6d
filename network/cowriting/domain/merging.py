"""Two changes of one text brought together, word by word (three-way merge, "diff3").

    merge(base, ours, theirs)

Where only one of the two touched the words, its words stand; where both made the same change, it stands once; where
they touched the same words, or put different words at the same place, that is a conflict: someone decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from network.cowriting.domain.words import matches, tokens


@dataclass(frozen=True, slots=True)
class Agreed:
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same place three times: before, as it stands, as it is asked."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    pieces: tuple[Agreed | Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    @property
    def text(self) -> str:
        """The whole; at a conflict, the words as they stand. Meant to be shown only beside the conflicts."""
        return "".join(piece.text if isinstance(piece, Agreed) else piece.ours for piece in self.pieces)


def merge(base: str, ours: str, theirs: str) -> Merged:
    """`ours` is the text as it stands, `theirs` the one that is asked, both made from `base`."""
    return Merged(tuple(_joined(_pieces(tokens(base), tokens(ours), tokens(theirs)))))


def _pieces(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Agreed | Conflict]:
    """Between two tokens that all three hold, each of the three has a stretch of its own."""
    at_ours, at_theirs = _places(base, ours), _places(base, theirs)
    b = o = t = 0
    for place in [*range(len(base)), None]:
        if place is None:
            yield _decide(base[b:], ours[o:], theirs[t:])
        elif place in at_ours and place in at_theirs:
            yield _decide(base[b:place], ours[o : at_ours[place]], theirs[t : at_theirs[place]])
            yield Agreed(base[place])
            b, o, t = place + 1, at_ours[place] + 1, at_theirs[place] + 1


def _places(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Where each token of `base` that is kept stands in `other`."""
    return {run.a + n: run.b + n for run in matches(base, other) for n in range(run.size)}


def _decide(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Agreed | Conflict:
    was, stands, asked = "".join(base), "".join(ours), "".join(theirs)
    if stands in (was, asked):
        return Agreed(asked)
    return Agreed(stands) if asked == was else Conflict(was, stands, asked)


def _joined(pieces: Iterator[Agreed | Conflict]) -> Iterator[Agreed | Conflict]:
    """Words in agreement that follow each other, as one piece; empty ones left out."""
    held = ""
    for piece in pieces:
        if isinstance(piece, Agreed):
            held += piece.text
            continue
        if held:
            yield Agreed(held)
        held = ""
        yield piece
    if held:
        yield Agreed(held)
