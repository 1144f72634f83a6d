"""What a map says, and what is wrong with one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.domain.problems import N_

SENTENCES = {
    "no_end": N_("A line of the map names no question."),
    "old_unknown": N_("“%(code)s” is not a question of %(framework)s %(version)s."),
    "new_unknown": N_("“%(code)s” is not a question of %(framework)s %(version)s."),
    "twice": N_("“%(old)s” → “%(new)s” is written %(count)s times."),
    "weight": N_("“%(old)s” → “%(new)s”: the weight is %(weight)s. Give a number above 0."),
    "old_choice": N_("“%(old)s” → “%(new)s”: the former question has no choice “%(choice)s”."),
    "new_choice": N_("“%(old)s” → “%(new)s”: the new question has no choice “%(choice)s”."),
    "dropped_kept": N_("“%(old)s” is both dropped and taken over by another question."),
    "loses": N_("Questions of the former version that lose their answers: %(count)s (%(codes)s)."),
}
"""What each fault says, in English; gettext has the other languages (`frameworks.maps.said`)."""

SHOWN = 12
"""Codes that a sentence names; the others are counted."""


@dataclass(frozen=True, slots=True)
class Link:
    """`new` takes `weight` of what it is from `old`. Without `new`, the old question is dropped; without `old`, new.

    `choices`: old choice to new choice, where they are not called the same. `proposed`: nobody looked at it yet.
    """

    old: str
    new: str
    weight: Fraction = Fraction(1)
    choices: Mapping[str, str] = field(default_factory=dict)
    proposed: bool = False

    @property
    def carries(self) -> bool:
        return bool(self.old and self.new)


@dataclass(frozen=True, slots=True)
class Fault:
    """`loses` is told and accepted by whoever decides; every other fault is refused."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return self.code != "loses"

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % self.params


def faults(links: Sequence[Link], old: Document, new: Document) -> tuple[Fault, ...]:
    """What is wrong with `links`, refusals first; last, `loses` with the number of questions left without a heir."""
    return (*_shape(links), *_ends(links, old, new), *_choices(links, old, new), *_lost(links, old))


def lost_questions(links: Iterable[Link], old: Document) -> tuple[str, ...]:
    """The questions of `old` whose answers go nowhere, in their order; what is not asked has none to lose."""
    kept = {link.old for link in links if link.carries}
    return tuple(question.code for question in answerable(old) if question.code not in kept)


def answerable(document: Document) -> Iterator[Question]:
    """The questions that someone answers: neither hidden nor computed."""
    for theme in document.themes:
        yield from _asked_in(theme)


def _asked_in(theme: Theme) -> Iterator[Question]:
    if theme.hidden:
        return
    yield from (question for question in theme.questions if not question.hidden and question.kind != "computed")
    for child in theme.themes:
        yield from _asked_in(child)


def _shape(links: Sequence[Link]) -> Iterator[Fault]:
    for (old, new), count in Counter((link.old, link.new) for link in links).items():
        if not old and not new:
            yield Fault("no_end")
        elif count > 1:
            yield Fault("twice", {"old": old, "new": new, "count": count})
    taken = {link.old for link in links if link.carries}
    for link in links:
        if link.carries and link.weight <= 0:
            yield Fault("weight", {"old": link.old, "new": link.new, "weight": str(link.weight)})
        if link.old and not link.new and link.old in taken:
            yield Fault("dropped_kept", {"old": link.old})


def _ends(links: Sequence[Link], old: Document, new: Document) -> Iterator[Fault]:
    sides = (("old_unknown", old, [link.old for link in links]), ("new_unknown", new, [link.new for link in links]))
    for fault, document, codes in sides:
        known = {question.code for question in document.questions()}
        for code in dict.fromkeys(codes):
            if code and code not in known:
                yield Fault(fault, {"code": code, "framework": document.code, "version": document.version})


def _choices(links: Sequence[Link], old: Document, new: Document) -> Iterator[Fault]:
    before, after = ({q.code: {c.code for c in q.choices} for q in document.questions()} for document in (old, new))
    for link in links:
        if link.old not in before or link.new not in after:
            continue
        for was, becomes in link.choices.items():
            if was not in before[link.old]:
                yield Fault("old_choice", {"old": link.old, "new": link.new, "choice": was})
            if becomes not in after[link.new]:
                yield Fault("new_choice", {"old": link.old, "new": link.new, "choice": becomes})


def _lost(links: Sequence[Link], old: Document) -> Iterator[Fault]:
    lost = lost_questions(links, old)
    if lost:
        named = ", ".join(lost[:SHOWN]) + ("…" if len(lost) > SHOWN else "")
        yield Fault("loses", {"count": len(lost), "codes": named})
