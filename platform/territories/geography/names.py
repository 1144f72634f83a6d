"""Names as people type them: without accents, hyphens or apostrophes, "st" for "saint"."""

import re
import unicodedata

WRITTEN_OUT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})


def fold(text: str) -> str:
    """Lower case letters, digits and single spaces only: "L'Haÿ-les-Roses" → "l hay les roses"."""
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(WRITTEN_OUT.get(word, word) for word in re.findall(r"[a-z0-9]+", bare))
