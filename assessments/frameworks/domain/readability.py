"""How hard a text is to read: an estimate by counting, the same in French and in English.

The measure is LIX (C.-H. Björnsson, Läsbarhet, 1968; used on other languages than Swedish by J. Anderson, "Lix and
Rix", Journal of Reading 26, 1983): words by sentence, plus the percentage of words of more than six letters. It needs
no syllables, which no simple rule counts right in both languages. Björnsson's scale: under 30 simple, 30 to 40 plain,
40 to 50 factual, beyond 50 for specialists.

No count gives a level of the European framework (CEFR). `LIMITS` are where this project asks an author to read a
text again: the end of the plain texts in English, ten more in French, whose words are longer for the same ease. They
part what we know: the 40 questions of the shipped framework, written for B1, measure 28 to 44 in French and 17 to 34
in English; two frameworks for specialists, half of their questions over 50 in French, nearly all over 48 in English.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring import round_half_up

LIMITS = {"fr": 50, "en": 40}
"""Beyond, a text is probably above level B1. Other languages are not measured."""
LONGEST_SENTENCE = 25  # words; the longest of the shipped framework has 18
ENOUGH_WORDS = 20
"""A shorter text has too few words for a percentage to mean anything; the length of its sentences still does."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_END = re.compile(r"[.!?…:;]+(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Ease:
    """`index` is the LIX, rounded; `longest` counts the words of the longest sentence."""

    words: int
    index: int
    longest: int

    def is_hard(self, language: str) -> bool:
        limit = LIMITS.get(language)
        return limit is not None and self.words >= ENOUGH_WORDS and self.index > limit


def ease(text: str) -> Ease:
    """Lines, colons and semicolons end a sentence: what follows can be read on its own."""
    sentences = [found for part in _END.split(text) if (found := _WORD.findall(part))]
    lengths = [len(found) for found in sentences]
    words = sum(lengths)
    if not words:
        return Ease(0, 0, 0)
    long = sum(len(word) > 6 for found in sentences for word in found)
    index = Fraction(words, len(sentences)) + Fraction(100 * long, words)
    return Ease(words, int(round_half_up(index, 0)), max(lengths))
