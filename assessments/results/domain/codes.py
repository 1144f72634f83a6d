"""The verification code of a report: GP-7K4M-9QX2-T5H.

Two letters of the territory, ten random symbols (50 bits: not to be guessed) and a check symbol, in
Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O or U, read as 1, 1, 0 when typed.
The check symbol is the value modulo 37, which sees every wrong symbol and every swap of neighbours;
bodies whose check would need one of Crockford's five signs are not drawn.
"""

import re
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_READ = str.maketrans("ILO", "110")


def draw(choose: Callable[[str], str]) -> str:
    """A new code of eleven symbols, without prefix nor dash; `choose` picks a character, say secrets.choice."""
    while True:
        body = "".join(choose(ALPHABET) for _ in range(LENGTH))
        if (check := _value(body) % 37) < len(ALPHABET):
            return body + ALPHABET[check]


def printed(prefix: str, code: str) -> str:
    """As it stands on the report: prefix and groups of four, four and three."""
    return "-".join([prefix, code[:4], code[4:8], code[8:]])


def prefix_of(slug: str) -> str:
    """Two letters for a territory: the initials of its first two words, else its first two letters."""
    words = [word for word in re.split(r"[^a-z]+", slug.lower()) if word]
    letters = words[0][0] + words[1][0] if len(words) > 1 else "".join(words)[:2]
    return letters.upper().ljust(2, "X")


def parse(text: str) -> str | None:
    """The eleven symbols of a code, typed with or without prefix, dashes, capitals; None if mistyped."""
    symbols = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(symbols) not in (LENGTH + 1, LENGTH + 3):
        return None
    code = symbols[-LENGTH - 1 :].translate(_READ)
    if any(symbol not in ALPHABET for symbol in code):
        return None
    return code if _value(code[:LENGTH]) % 37 == ALPHABET.index(code[-1]) else None


def _value(body: str) -> int:
    value = 0
    for symbol in body:
        value = value * len(ALPHABET) + ALPHABET.index(symbol)
    return value


def masked(name: str) -> str:
    """The first letter of each word: enough to compare with the report, too little to learn the name."""
    return " ".join(f"{word[0]}{'•' * 3}" for word in name.split())
