"""How wide a text will be, and where to cut it, without a font at hand.

Widths are those of Noto Sans, the widest of the fonts that the look asks for, so that what fits here fits
everywhere.
"""

import unicodedata
from itertools import combinations, pairwise

ELLIPSIS = "…"
_ADVANCES = {
    0.27: "iljI.,:;'’!| ",
    0.42: "ftr-()[]/",
    0.49: "csz",
    0.53: "kvxyJ«»",
    0.57: "ae",
    0.74: "ABCDGHKNPRUVXYOQ",
    0.94: "mwMW%@œŒ…—",
}
_ADVANCE = {letter: advance for advance, letters in _ADVANCES.items() for letter in letters}


def width(text: str, size: float) -> float:
    """The width of `text` in units when written `size` units high."""
    bare = (letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return size * sum(_ADVANCE.get(letter, 0.62) for letter in bare)


def wrap(text: str, size: float, limit: float, lines: int = 2) -> list[str]:
    """Cut `text` into at most `lines` lines no wider than `limit`, as even as possible.

    A text that does not fit is cut short with an ellipsis: the whole of it stands in the table beside.
    """
    words = text.split()
    for count in range(1, min(lines, len(words)) + 1):
        cut = min(_cuts(words, count), key=lambda parts: max(width(part, size) for part in parts))
        if all(width(part, size) <= limit for part in cut):
            return cut
    return _forced(words, size, limit, lines)


def _cuts(words: list[str], count: int) -> list[list[str]]:
    """Every way to lay `words` on `count` lines."""
    ways = []
    for ends in combinations(range(1, len(words)), count - 1):
        bounds = (0, *ends, len(words))
        ways.append([" ".join(words[a:b]) for a, b in pairwise(bounds)])
    return ways


def _forced(words: list[str], size: float, limit: float, lines: int) -> list[str]:
    """Fill line after line; the last one takes what is left, and loses what overflows."""
    filled: list[str] = []
    for word in words:
        joined = f"{filled[-1]} {word}" if filled else word
        if filled and (width(joined, size) <= limit or len(filled) == lines):
            filled[-1] = joined
        else:
            filled.append(word)
    return [_shortened(line, size, limit) for line in filled]


def _shortened(line: str, size: float, limit: float) -> str:
    if width(line, size) <= limit:
        return line
    while line and width(line + ELLIPSIS, size) > limit:
        line = line[:-1].rstrip()
    return line + ELLIPSIS
