"""A first map between two versions: what is called the same is the same, what an importer read is believed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.frameworks.domain.mapping.links import Link, answerable

ONE = Fraction(1)
Shares: TypeAlias = dict[str, dict[str, Fraction]]
"""New question → old question → weight."""


class Origin(Protocol):
    """What an importer read: node `new` takes `weight` of what it is from `code` of `framework`."""

    @property
    def framework(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def new(self) -> str: ...
    @property
    def weight(self) -> Fraction: ...


@dataclass(frozen=True, slots=True)
class Reference:
    """One origin and what became of it. `state`: see `references`."""

    framework: str
    code: str
    new: str
    weight: Fraction
    state: str


def propose(old: Document, new: Document, origins: Sequence[Origin] = ()) -> tuple[Link, ...]:
    """A link for every question of both: taken over, dropped or new.

    `origins`: see `references`; between two frameworks that have nothing else in common they alone decide, since
    the same code ("1.1.2") says nothing there.
    """
    shares = _shares(origins, old, new)
    before = {question.code: question for question in answerable(old)}
    if not shares or _are_kin(old, new):
        for question in answerable(new):
            if question.code in before:
                shares.setdefault(question.code, {question.code: ONE})
    return (*_taken(shares, before, new), *_dropped(shares, old))


def references(origins: Sequence[Origin], old: Document, new: Document) -> tuple[Reference, ...]:
    """Every origin with its state.

    resolved: a question of `old`, or a theme for all its questions · finer: stands on a theme of `new` whose
    questions have origins of their own, which say it better · other_framework: of another framework than `old` ·
    unknown: `old` has no such node, or one that is not asked · no_heir: `new` has no such node.
    """
    mine, own, heirs = _label(origins, old), {origin.new for origin in origins}, _nodes(new)
    nodes = _nodes(old)
    return tuple(
        Reference(each.framework, each.code, each.new, each.weight, _state(each, mine, nodes, heirs, own))
        for each in origins
    )


def _state(origin: Origin, mine: str, nodes: "_Nodes", heirs: "_Nodes", own: set[str]) -> str:
    if origin.framework != mine:
        return "other_framework"
    if not nodes.get(origin.code):
        return "unknown"
    if not heirs.get(origin.new):
        return "no_heir"
    return "resolved" if any(origin.new == code or code not in own for code in heirs[origin.new]) else "finer"


def _label(origins: Sequence[Origin], old: Document) -> str:
    """How the origins call `old`: by its code, by its initials ("Eci" is "economie-circulaire"), else by the name
    under which it knows the largest part of what they name."""
    names = dict.fromkeys(origin.framework for origin in origins)
    codes = [code.lower() for code in (old.code, old.core) if code]
    exact = [name for name in names if name.lower() in codes]
    short = [name for name in names if any(_abbreviates(name.lower(), code) for code in codes)]
    nodes = _nodes(old)

    def known(name: str) -> tuple[Fraction, int]:
        mine = [origin.code in nodes for origin in origins if origin.framework == name]
        return Fraction(sum(mine), len(mine)), len(mine)

    return next(iter(exact + short), None) or max(names, key=known, default="")


def _abbreviates(name: str, code: str) -> bool:
    """Whether `name` is made of the beginnings of the last words of `code`, two words at least."""
    words = re.split(r"[^a-z0-9]+", code)
    starts = (words[n:] for n in range(len(words) - 1))
    return any(re.fullmatch("".join(_beginning(word) for word in tail if word), name) for tail in starts)


def _beginning(word: str) -> str:
    """A pattern for one letter of `word` or more, from its first."""
    return word[0] + "".join(f"(?:{letter}" for letter in word[1:]) + ")?" * (len(word) - 1)


_Nodes: TypeAlias = Mapping[str, Mapping[str, Fraction]]


def _nodes(document: Document) -> _Nodes:
    """Every question and theme by code, with the questions that it stands for and their shares of it."""
    found: dict[str, Mapping[str, Fraction]] = {}
    for theme in document.themes:
        _add(theme, found)
    return found


def _add(theme: Theme, found: dict[str, Mapping[str, Fraction]]) -> Mapping[str, Fraction]:
    parts: list[tuple[Fraction, Mapping[str, Fraction]]] = []
    for question in () if theme.hidden else theme.questions:
        if not question.hidden and question.kind != "computed":
            found[question.code] = {question.code: ONE}
            parts.append((question.weight, found[question.code]))
    for child in () if theme.hidden else theme.themes:
        parts.append((child.weight, _add(child, found)))
    counted = [(weight, shares) for weight, shares in parts if shares and weight > 0]
    total = sum((weight for weight, _ in counted), Fraction(0))
    spread = {code: share * weight / total for weight, shares in counted for code, share in shares.items()}
    found.setdefault(theme.code, spread)
    return spread


def _shares(origins: Sequence[Origin], old: Document, new: Document) -> Shares:
    """A theme of `old` brings each of its questions, by its share; a theme of `new` gives them to each of its own."""
    known, heirs, own = _nodes(old), _nodes(new), {origin.new for origin in origins}
    shares: Shares = {}
    for reference in references(origins, old, new):
        if reference.state != "resolved" or reference.weight <= 0:
            continue
        for code in heirs[reference.new]:
            if code == reference.new or code not in own:
                mine = shares.setdefault(code, {})
                for source, share in known[reference.code].items():
                    mine[source] = mine.get(source, Fraction(0)) + share * reference.weight
    return shares


def _are_kin(old: Document, new: Document) -> bool:
    """Versions, layers or variants of one framework: a code means the same in both."""
    return bool({old.code, old.core} & {new.code, new.core} - {""})


def _taken(shares: Shares, before: Mapping[str, Question], new: Document) -> Iterator[Link]:
    for question in answerable(new):
        sources = shares.get(question.code)
        if not sources:
            yield Link("", question.code, proposed=True)
        for source, weight in (sources or {}).items():
            choices = matched_choices(before[source], question)
            yield Link(source, question.code, weight, choices, proposed=True)


def _dropped(shares: Shares, old: Document) -> Iterator[Link]:
    kept = {source for sources in shares.values() for source in sources}
    for question in answerable(old):
        if question.code not in kept:
            yield Link(question.code, "", proposed=True)


def matched_choices(old: Question, new: Question) -> dict[str, str]:
    """Old choice → new choice, for those not called the same.

    Where both ladders have as many steps, by rank of points; else by the nearest points in proportion, not above.
    """
    here = [choice.code for choice in new.choices]
    strangers = [choice.code for choice in old.choices if choice.code not in here]
    before, after = _ratios(old), _ratios(new)
    if not strangers or not before or not after:
        return {}
    if len(before) == len(after) and len(strangers) == len(old.choices):
        ranked = zip(sorted(before, key=before.__getitem__), sorted(after, key=after.__getitem__), strict=True)
        return dict(ranked)
    found = {code: nearest(after, before[code]) for code in strangers if code in before}
    return {code: choice for code, choice in found.items() if choice}


def _ratios(question: Question) -> dict[str, Fraction]:
    """The points of each choice in proportion to the question's own span, 0 to 1; {} where none counts."""
    points = {choice.code: choice.points for choice in question.choices if choice.points is not None}
    if not points or max(points.values()) == min(points.values()):
        return {}
    low, high = min(points.values()), max(points.values())
    return {code: (value - low) / (high - low) for code, value in points.items()}


def nearest(ratios: Mapping[str, Fraction], ratio: Fraction) -> str | None:
    """The choice of the highest ratio not above `ratio`, the first of equals; None where all are above."""
    under = {code: value for code, value in ratios.items() if value <= ratio}
    return max(under, key=under.__getitem__, default=None)
