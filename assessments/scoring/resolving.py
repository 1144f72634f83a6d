"""Who is asked what, once answers are known, and what the formulas give: before anything is scored."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.scoring.answers import Answers
from assessments.scoring.conditions import holds
from assessments.scoring.figures import exact
from assessments.scoring.formulas import Formula
from assessments.scoring.logic import Step
from assessments.scoring.model import Framework
from assessments.scoring.profile import Profile
from assessments.scoring.tree import NA, Theme


@dataclass(frozen=True, slots=True)
class Resolved:
    """`answers`: those that count, the computed ones filled in. `not_asked`: themes and questions that a
    condition hides from this profile with these answers."""

    answers: Mapping[str, Any]
    not_asked: frozenset[str]


def resolve(framework: Framework, answers: Answers, profile: Profile | None) -> Resolved:
    """Which answers count for `profile`, and what is not asked; never refuses an answer, whatever its shape."""
    return Resolver(framework, profile).resolve(answers)


class Resolver:
    """`resolve` for many assessments of one framework and one profile."""

    def __init__(self, framework: Framework, profile: Profile | None) -> None:
        self._profile = profile
        self._steps = framework.logic.steps if framework.logic else ()
        shown = {name for theme in framework.themes for name in _shown(theme, profile)}
        computed = {step.id for step in self._steps if step.formula}
        self._aside = frozenset(framework.scales) - shown | computed
        self._known = frozenset(shown)

    def resolve(self, answers: Answers) -> Resolved:
        given: dict[str, Any] = {name: answer for name, answer in answers.items() if name not in self._aside}
        not_asked: set[str] = set()
        for step in self._steps:
            if step.parent in not_asked or not holds(step.condition, given, self._profile):
                not_asked.add(step.id)
                given.pop(step.id, None)
            elif step.formula is not None and step.id in self._known:
                value = self._value(step.formula, step, given, not_asked)
                if value is not None:
                    given[step.id] = value
        return Resolved(given, frozenset(not_asked))

    def _value(self, formula: Formula, step: Step, given: dict[str, Any], not_asked: set[str]) -> Fraction | str | None:
        """The figure; "na" where one of its questions is not for this person, so that nobody waits for an answer."""
        values = {name: _read(given.get(question), column) for name, question, column in step.sources}
        found = formula.value(values)
        if found is None and any(
            question not in self._known or question in not_asked or given.get(question) == NA
            for _, question, _ in step.sources
        ):
            return NA
        return found


def _shown(theme: Theme, profile: Profile | None) -> Iterator[str]:
    """The questions that the profile is concerned by."""
    if profile is not None and not theme.applies.covers(profile):
        return
    for child in theme.children:
        if isinstance(child, Theme):
            yield from _shown(child, profile)
        elif profile is None or child.applies.covers(profile):
            yield child.id


def _read(answer: Any, column: str) -> Fraction | tuple[Fraction, ...] | None:
    """A number, or the numbers of a column (None for a column without any)."""
    if not column:
        return exact(answer)
    rows = answer if isinstance(answer, list | tuple) else ()
    cells = [exact(row.get(column)) for row in rows if isinstance(row, Mapping)]
    return tuple(cell for cell in cells if cell is not None) or None
