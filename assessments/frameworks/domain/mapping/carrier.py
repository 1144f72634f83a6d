"""Answers taken from one version to another. Nothing is invented where nobody answered."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from assessments.frameworks.domain.document import Question
from assessments.frameworks.domain.mapping.links import Link
from assessments.frameworks.domain.mapping.proposal import nearest
from assessments.frameworks.domain.plan import Plan
from assessments.scoring import NA, UNKNOWN, Answer, AnswerError, Answers, read_answer
from assessments.scoring import Question as Scored
from assessments.scoring.points import Scale

LADDERS = ("single", "yes_no", "multiple")
MOST_KEPT = 4096
"""Combinations of old answers whose new answer one question remembers."""
Ratio: TypeAlias = Fraction | None


@dataclass(frozen=True, slots=True)
class Carried:
    """`answers` belong to the new version. `dropped`: old questions, answered, whose answer goes nowhere.

    `asked_again`: new questions whose former answer could not be taken, or should not.
    """

    answers: dict[str, Answer]
    dropped: tuple[str, ...]
    asked_again: tuple[str, ...]


class Carrier:
    """Made once for two versions, then used for each assessment.

    `dated`: take the answers of time-bound questions too. Left out for an organisation that takes stock again;
    wanted where former answers are only read again, as they were, with another ruler.
    """

    def __init__(self, links: Sequence[Link], old: Plan, new: Plan, *, dated: bool = False) -> None:
        known, asked = _questions(old), _questions(new)
        by_new: dict[str, list[Link]] = {}
        for link in links:
            if link.carries and link.old in known and link.new in asked:
                by_new.setdefault(link.new, []).append(link)
        self._recipes = [_Recipe(mine, old, new, dated=dated) for mine in by_new.values()]
        self._used = frozenset(link.old for mine in by_new.values() for link in mine)

    def carry(self, answers: Answers) -> Carried:
        """What `answers` become. Never raises on an answer that its own question would refuse: it is asked again."""
        carried: dict[str, Answer] = {}
        again: list[str] = []
        for recipe in self._recipes:
            value, was_answered = recipe.read(answers)
            if value is not None:
                carried[recipe.new] = value
            elif was_answered:
                again.append(recipe.new)
        dropped = tuple(code for code, value in answers.items() if code not in self._used and not _is_silence(value))
        return Carried(carried, dropped, tuple(again))


def _questions(plan: Plan) -> dict[str, Scored]:
    """What is asked there: a computed question has no answer of its own."""
    return {question.id: question for question in plan.framework.questions() if question.kind != "computed"}


def _is_silence(value: Any) -> bool:
    return value is None or value in ("", [], {}, ())


class _Source:
    """An old question that one new question takes from."""

    def __init__(self, link: Link, plan: Plan, *, floors: bool) -> None:
        self.link = link
        self.code = link.old
        self.question = plan.question(link.old)
        self.weight = link.weight
        self._scored = _questions(plan)[link.old]
        self._scale = plan.framework.scales[link.old]
        self._floors = floors

    def ratio(self, value: Answer) -> Ratio:
        """How far the answer is from 0 to 1 on its own question; None where it does not count."""
        try:
            status, points = read_answer(self._scored, self._scale, value)
        except AnswerError:
            return None
        if status == "unknown" and self._floors and self._scale.scored:
            return Fraction(0)
        return self._scale.ratio(points) if status == "scored" and points is not None else None


class _Recipe:
    """How the answer to one new question is made of old ones."""

    def __init__(self, links: Sequence[Link], old: Plan, new: Plan, *, dated: bool) -> None:
        self.new = links[0].new
        self._sources = [_Source(link, old, floors=old.framework.unknown_is_zero) for link in links]
        self._codes = [source.code for source in self._sources]
        self._question = new.question(self.new)
        self._scored: Scored = _questions(new)[self.new]
        self._scale: Scale = new.framework.scales[self.new]
        bound = self._question.time_bound or any(source.question.time_bound for source in self._sources)
        self._closed = bound and not dated
        self._known: dict[Hashable, Answer] = {}
        self._repeats = self._question.kind in LADDERS and all(s.question.kind in LADDERS for s in self._sources)
        self._ladder = _ladder(self._scored, self._scale)

    def read(self, answers: Answers) -> tuple[Answer, bool]:
        """The new answer, None for none, and whether any old one was given."""
        given = [answers.get(code) for code in self._codes]
        if all(_is_silence(value) for value in given):
            return None, False
        if self._closed:
            return None, True
        return self._made(given), True

    def _made(self, given: list[Answer]) -> Answer:
        if not self._repeats:
            return self._accepted(self._answer(given))
        key = tuple(tuple(value) if isinstance(value, list) else value for value in given)
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._accepted(self._answer(given))
        return self._known[key]

    def _answer(self, given: list[Answer]) -> Answer:
        said = [(source, value) for source, value in zip(self._sources, given, strict=True) if not _is_silence(value)]
        words = {value for _, value in said if value in (NA, UNKNOWN)} if said else set()
        asides = sum(value in (NA, UNKNOWN) for _, value in said)
        if asides == len(said):
            return words.pop() if len(words) == 1 else None
        if len(self._sources) == 1:
            return _alone(self._sources[0], self._question, given[0], self._by_ratio(said))
        return self._by_ratio(said)

    def _by_ratio(self, said: list[tuple[_Source, Answer]]) -> Answer:
        """The step at the mean of what was answered, by weight, or the nearest under it."""
        if not self._ladder:
            return None
        ratios = [(source.weight, ratio) for source, value in said if (ratio := source.ratio(value)) is not None]
        weights = sum((weight for weight, _ in ratios), Fraction(0))
        if not weights:
            return None
        step = nearest(self._ladder, sum((w * ratio for w, ratio in ratios), Fraction(0)) / weights)
        return [step] if step and self._question.kind == "multiple" else step

    def _accepted(self, value: Answer) -> Answer:
        try:
            status, _ = read_answer(self._scored, self._scale, value)
        except AnswerError:
            return None
        return None if status == "unanswered" else value


def _ladder(question: Scored, scale: Scale) -> dict[str, Fraction]:
    """Each choice that can be the whole answer, with its ratio; {} where choices add up or give no points."""
    if question.kind not in LADDERS or not scale.scored:
        return {}
    if question.kind == "multiple" and question.combine == "sum":
        return {}
    return {choice.id: scale.ratio(choice.points) for choice in question.choices if choice.points is not None}


# One old question, one new: the answer itself, as far as both speak of the same things.


def _alone(source: _Source, new: Question, value: Answer, by_ratio: Answer) -> Answer:
    old = source.question
    if old.kind in LADDERS and new.kind in LADDERS:
        return _chosen(source.link.choices, old, new, value, by_ratio)
    if old.kind != new.kind:
        return by_ratio
    same = _SAME_SHAPE.get(old.kind)
    if same is not None:
        return same(source.link.choices, old, new, value)
    return value


def _chosen(renamed: Mapping[str, str], old: Question, new: Question, value: Answer, by_ratio: Answer) -> Answer:
    """Choice by choice, by the map, else by their code; where one has no heir, the whole by its ratio."""
    named = ("yes" if value else "no") if isinstance(value, bool) else value
    codes = list(named) if isinstance(named, list | tuple) else [named]
    heirs = {choice.code for choice in new.choices} or ({"yes", "no"} if new.kind == "yes_no" else set())
    found = [becomes for code in codes if (becomes := renamed.get(str(code), str(code))) in heirs]
    if len(found) < len(codes) or (new.kind != "multiple" and len(found) != 1):
        return by_ratio
    return list(dict.fromkeys(found)) if new.kind == "multiple" else found[0]


def _number(renamed: Mapping[str, str], old: Question, new: Question, value: Any) -> Any:
    """Another unit makes it another number."""
    return value if dict(old.unit) == dict(new.unit) else None


def _rated(renamed: Mapping[str, str], old: Question, new: Question, value: Any) -> Any:
    """Each item that is still there, at its step."""
    items, steps = {item.code for item in new.items}, {choice.code for choice in new.choices} | {NA, UNKNOWN}
    if not isinstance(value, Mapping):
        return None
    rated = {item: renamed.get(str(step), step) for item, step in value.items() if item in items}
    return {item: step for item, step in rated.items() if step in steps} or None


def _table(renamed: Mapping[str, str], old: Question, new: Question, value: Any) -> Any:
    return value if _shape(old) == _shape(new) else None


def _shape(question: Question) -> object:
    columns = [(column.code, column.kind, dict(column.unit)) for column in question.columns]
    return columns, [item.code for item in question.items]


_SAME_SHAPE: dict[str, Callable[[Mapping[str, str], Question, Question, Any], Answer]] = {
    "number": _number,
    "scale": _rated,
    "table": _table,
}
