"""The choices that a layer adds to a question of its base, when the base changes."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from assessments.frameworks.domain.clashes import Clashes, same_content
from assessments.frameworks.domain.conflicts import BOTH, THEIRS, Ledger
from assessments.frameworks.domain.document import Choice, Limits, Question
from assessments.frameworks.domain.forest import inserted
from assessments.frameworks.domain.nodes import Key, Node


def own_choices(old: Question, mine: Question) -> tuple[Choice, ...]:
    known = {choice.code for choice in old.choices}
    return tuple(choice for choice in mine.choices if choice.code not in known)


def merged_choices(
    new: Question, old: Question, mine: Question, limits: Limits, ledger: Ledger, clashes: Clashes, theirs: set[Key]
) -> Question:
    """`new` with the choices of ours that stay; those given up for one of the base are added to `theirs`."""
    choices: list[Choice] = list(new.choices)
    codes = [choice.code for choice in mine.choices]
    for choice in own_choices(old, mine):
        key: Key = ("choice", f"{mine.code}/{choice.code}")
        known = Node("choice", clashes.original.get(key, key[1]), mine.code, choice)
        if not limits.choices or not new.choices:
            ledger.keeps_mine(known, "", choice, None, "limits", THEIRS)
            continue
        if key in clashes.original and _gives_way(known, choice, new, ledger):
            theirs.add(key)
            continue
        counted = _counted(known, choice, old, new, ledger)
        if counted is not None:
            choices = inserted(choices, counted, codes)
    return replace(new, choices=tuple(choices))


def _gives_way(known: Node, choice: Choice, new: Question, ledger: Ledger) -> bool:
    """Whether the base's choice of the same code takes the place of ours."""
    original = known.code.split("/")[1]
    theirs = next(one for one in new.choices if one.code == original)
    if same_content(known, replace(known, part=theirs)):
        return True
    return not ledger.keeps_mine(known, "", choice.code, original, "same_code")


def _counted(known: Node, choice: Choice, old: Question, new: Question, ledger: Ledger) -> Choice | None:
    """Our choice, counting as one that the base still has; None where it goes."""
    if choice.counts_as in {one.code for one in new.choices}:
        return choice
    nearest = _nearest(choice.counts_as, old.choices, new.choices)
    options = BOTH if nearest else THEIRS
    keeps = ledger.keeps_mine(known, "counts_as", nearest, None, "counts_as_gone", options)
    return replace(choice, counts_as=nearest) if keeps else None


def _nearest(code: str, old: Sequence[Choice], new: Sequence[Choice]) -> str:
    """The choice whose points are nearest to those that `code` gave; the first one where there are none."""
    points = next((one.points for one in old if one.code == code), None) or Fraction(0)

    def distance(one: Choice) -> Fraction:
        return abs((one.points or Fraction(0)) - points)

    closest = min(new, key=distance, default=None)
    return closest.code if closest else ""
