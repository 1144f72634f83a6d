"""Words explained where they stand. A floor above knows the words; templates of every floor below may ask for them.

    {% load glossing %}
    {% glossed question.help anchor=question.anchor known=question.terms css="hint" %}

The app that holds a glossary registers one function in `AppConfig.ready()`. Without any, texts are shown as they are.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Gloss(NamedTuple):
    """`text[start:end]` is explained: `term` as the glossary writes it, its `definition`; all of it plain text."""

    start: int
    end: int
    code: str
    term: str
    definition: str


Glosser = Callable[[str, Sequence[str]], Sequence[Gloss]]
"""(text, words that are explained elsewhere) → what to explain, in the order of the text, never overlapping."""

_glossers: list[Glosser] = []


def register(glosser: Glosser) -> None:
    """The glossary of the house; the last one registered is asked."""
    _glossers[:] = [glosser]


def find(text: str, known: Sequence[str] = ()) -> Sequence[Gloss]:
    return _glossers[0](text, known) if _glossers and text else ()
