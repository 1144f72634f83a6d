"""What changed between two texts, word by word.

A token is a word with the blanks that follow it, so that every text is the exact sum of its tokens. The comparison is
Myers' (An O(ND) Difference Algorithm and Its Variations, 1986): the fewest words taken out and put in, and a time
that grows with what changed, not with the square of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

TOKEN = re.compile(r"\s*\S+[^\S\n]*\n*|\s+")
MOST_CHANGES = 600
"""Words taken out and put in beyond which the two texts are shown whole, one after the other."""
Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that follow each other and share a fate."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """`old[a:a + size] == new[b:b + size]`, in tokens."""

    a: int
    b: int
    size: int


def tokens(text: str) -> list[str]:
    """The words of `text`, each with its blanks; joined, they are `text`."""
    return TOKEN.findall(text)


def diff(old: str, new: str) -> tuple[Piece, ...]:
    """From `old` to `new`: "same" and "removed" joined give `old`, "same" and "added" give `new`."""
    return tuple(_pieces(tokens(old), tokens(new)))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    a = b = 0
    for match in [*matches(old, new), Match(len(old), len(new), 0)]:
        if a < match.a:
            yield Piece("removed", "".join(old[a : match.a]))
        if b < match.b:
            yield Piece("added", "".join(new[b : match.b]))
        if match.size:
            yield Piece("same", "".join(old[match.a : match.a + match.size]))
        a, b = match.a + match.size, match.b + match.size


def matches(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The runs of tokens that both hold, in order; none where they differ by more than MOST_CHANGES."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner = _middle(old[start : len(old) - end], new[start : len(new) - end])
    found = [Match(0, 0, start)] if start else []
    found += [Match(each.a + start, each.b + start, each.size) for each in inner]
    return [*found, Match(len(old) - end, len(new) - end, end)] if end else found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    trace = _search(old, new)
    runs: list[Match] = []
    for a, b in _kept(trace, len(old), len(new)):  # from the end to the start
        if runs and (runs[-1].a, runs[-1].b) == (a + 1, b + 1):
            runs[-1] = Match(a, b, runs[-1].size + 1)
        else:
            runs.append(Match(a, b, 1))
    return runs[::-1]


def _search(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]]:
    """The furthest point on each diagonal, after 0, 1, 2… changes; empty where there are too many."""
    reach = {1: 0}
    trace = []
    for changes in range(min(len(old) + len(new), MOST_CHANGES) + 1):
        trace.append(dict(reach))
        for k in range(-changes, changes + 1, 2):
            down = k == -changes or (k != changes and reach[k - 1] < reach[k + 1])
            a = reach[k + 1] if down else reach[k - 1] + 1
            while a < len(old) and a - k < len(new) and old[a] == new[a - k]:
                a += 1
            reach[k] = a
            if a >= len(old) and a - k >= len(new):
                return trace
    return []


def _kept(trace: Sequence[dict[int, int]], a: int, b: int) -> Iterator[tuple[int, int]]:
    """The pairs of equal tokens on the way back."""
    for changes in range(len(trace) - 1, -1, -1):
        reach, k = trace[changes], a - b
        down = k == -changes or (k != changes and reach[k - 1] < reach[k + 1])
        before = k + 1 if down else k - 1
        start = reach[before] if changes else 0
        while a > start and b > start - before and (changes or (a > 0 and b > 0)):
            if a <= (start if down else start + 1):
                break
            a, b = a - 1, b - 1
            yield a, b
        if not changes:
            return
        a, b = start, start - before
