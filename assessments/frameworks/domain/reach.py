"""Whether anybody can ever be asked a question: tried on every kind of profile and answer that matters to it.

Only what is proven is said: where there would be too many cases to try, a question counts as reachable.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations, pairwise, product
from math import prod
from typing import Any

from assessments.frameworks.domain.document import Document, Question, Theme
from assessments.scoring import (
    AllOf,
    AnyOf,
    Applicability,
    Condition,
    Fits,
    Given,
    Not,
    Profile,
    holds,
    references,
)

MOST_CASES = 4000
MOST_TOGETHER = 5
"""Choices of one question that are tried in every combination; beyond, one by one and all at once."""
SEVERAL = ("multiple", "scale")


@dataclass(frozen=True, slots=True)
class _Place:
    """All that decides whether a node is asked: its own conditions, and those of the themes above."""

    applies: tuple[Applicability, ...] = ()
    conditions: tuple[Condition, ...] = ()
    hidden: bool = False

    def below(self, node: Theme | Question) -> "_Place":
        conditions = self.conditions if node.visible_if is None else (*self.conditions, node.visible_if)
        return _Place((*self.applies, node.applies), conditions, self.hidden or node.hidden)

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(map(references, self.conditions)))

    def is_asked(self, given: Mapping[str, Any], profile: Profile) -> bool:
        return all(one.covers(profile) for one in self.applies) and all(
            holds(condition, given, profile) for condition in self.conditions
        )


class Reach:
    """Conditions that wait for themselves are followed once: what is said of them then means nothing."""

    def __init__(self, document: Document) -> None:
        self._questions = {question.code: question for question in document.questions()}
        self._places: dict[str, _Place] = {}
        for theme in document.themes:
            self._place(theme, _Place())

    def _place(self, theme: Theme, above: _Place) -> None:
        here = self._places[theme.code] = above.below(theme)
        for question in theme.questions:
            self._places[question.code] = here.below(question)
        for child in theme.themes:
            self._place(child, here)

    def is_possible(self, code: str) -> bool:
        """Whether some profile, with some answers, is asked the theme or the question `code`.

        First with all that the questions looked at need in their turn; if that is too much to try, without.
        """
        found = self._tried(code, self._chain(code))
        return found if found is not None else self._tried(code, sorted(self._places[code].needs)) is not False

    def is_hidden(self, code: str) -> bool:
        """Whether this layer, or one below, does not ask it."""
        return self._places[code].hidden

    def has_conditions(self, code: str) -> bool:
        """Whether answers decide of it, and not the profile alone."""
        return bool(self._places[code].conditions)

    def _chain(self, code: str) -> list[str]:
        """The questions that decide of `code`, near or far, each after those that it needs."""
        order: list[str] = []
        seen: set[str] = set()

        def add(needs: Iterable[str]) -> None:
            for need in sorted(needs):
                if need not in seen and need in self._places:
                    seen.add(need)
                    add(self._places[need].needs)
                    order.append(need)

        add(self._places[code].needs)
        return order

    def _tried(self, code: str, deciding: list[str]) -> bool | None:
        """None where there are too many cases."""
        place = self._places[code]
        deciding = [one for one in deciding if one in self._questions]
        places = [place, *(self._places[one] for one in deciding)]
        leaves = [leaf for one in places for condition in one.conditions for leaf in _leaves(condition)]
        facts = _facts([*chain.from_iterable(one.applies for one in places), *_fitting(leaves)])
        options = [_answers(self._questions[one], leaves) for one in deciding]
        if prod(len(one) for one in (*options, *facts)) > MOST_CASES:
            return None
        return any(
            place.is_asked(self._given(dict(zip(deciding, answers, strict=True)), profile), profile)
            for profile in _profiles(facts)
            if all(one.covers(profile) for one in place.applies)
            for answers in product(*options)
        )

    def _given(self, answers: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
        """Those of `answers` that are really asked of the profile."""
        given: dict[str, Any] = {}
        for code, answer in answers.items():
            place = self._places[code]
            if answer is not None and not place.hidden and place.is_asked(given, profile):
                given[code] = answer
        return given


def _leaves(condition: Condition) -> Iterator[Given | Fits]:
    match condition:
        case Given() | Fits():
            yield condition
        case Not():
            yield from _leaves(condition.part)
        case AllOf() | AnyOf():
            yield from chain.from_iterable(map(_leaves, condition.parts))


def _fitting(leaves: Iterable[Given | Fits]) -> Iterator[Applicability]:
    return (leaf.applies for leaf in leaves if isinstance(leaf, Fits))


Facts = tuple[list[str], list[str], list[str], list[frozenset[str]]]


def _facts(applicabilities: list[Applicability]) -> Facts:
    """The kinds, sizes, sections and sets of traits to try: those that are named, and "" for any other."""

    def named(attribute: str) -> list[str]:
        return [*sorted(frozenset().union(*(getattr(one, attribute) for one in applicabilities))), ""]

    traits = set().union(*(one.traits | one.any_trait | one.no_trait for one in applicabilities))
    return named("kinds"), named("sizes"), named("sections"), _subsets(traits)


def _profiles(facts: Facts) -> Iterator[Profile]:
    return (Profile(kind, size, section, traits) for kind, size, section, traits in product(*facts))


def _subsets(words: Iterable[str]) -> list[frozenset[str]]:
    words = sorted(words)
    return [frozenset(some) for size in range(len(words) + 1) for some in combinations(words, size)]


def _answers(question: Question, leaves: list[Given | Fits]) -> list[Any]:
    """The answers to try: none, each choice that is named and one that is not, numbers around each bound."""
    mine = [leaf for leaf in leaves if isinstance(leaf, Given) and leaf.question == question.code]
    codes = [choice.code for choice in question.choices]
    named = [code for code in codes if any(code in leaf.among for leaf in mine)]
    others = [code for code in codes if code not in named][:1]
    if question.kind in SEVERAL:
        return [None, *_together(named, others)]
    if codes:
        return [None, *named, *others]
    if question.kind in ("number", "percentage", "computed"):
        return [None, *_numbers(question, mine)]
    return [None, "something"]


def _together(named: list[str], others: list[str]) -> list[list[str]]:
    if len(named) > MOST_TOGETHER:
        return [*([code] for code in named), named, *([others] if others else [])]
    return [sorted(some) + others for some in _subsets(named)] + [sorted(some) for some in _subsets(named) if some]


def _numbers(question: Question, leaves: list[Given]) -> list[Fraction]:
    """Each bound that is named, something on either side of it, and the ends of what may be answered."""
    low, high = _ends(question)
    named = {bound for leaf in leaves for bound in (leaf.at_least, leaf.at_most) if bound is not None}
    bounds = sorted(named | {end for end in (low, high) if end is not None})
    if not bounds:
        return [Fraction(1)]
    between = [(before + after) / 2 for before, after in pairwise(bounds)]
    around = [bounds[0] - 1, *bounds, *between, bounds[-1] + 1]
    return [value for value in around if (low is None or low <= value) and (high is None or value <= high)]


def _ends(question: Question) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that may be answered; a figure worked out has no limit."""
    if question.kind == "percentage":
        return Fraction(0), Fraction(100)
    if question.kind == "number" and question.bands:
        return question.bands[0].low, question.bands[-1].high
    return None, None
