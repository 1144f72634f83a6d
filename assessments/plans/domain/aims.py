"""Where an answer may go: every better one that can be chosen, with what it is worth, by the engine itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.results.domain.steps import next_step
from assessments.scoring import (
    Answer,
    AnswerError,
    Answers,
    Framework,
    NodeResult,
    Profile,
    Question,
    Result,
    read_answer,
    score,
)
from assessments.scoring.points import Scale, points_of_number

BEST = "best"
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Aim:
    """A better answer. `key` names it in a form: the code of a choice, "band-2", "item=choice", or "best".

    `choice`, or `band` (an index), says it in words; both are None for "best", which joins several.
    """

    key: str
    answer: Answer
    choice: str | None = None
    band: int | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """What `aim` would win if nothing else changed, unrounded, on the displayed scale: the whole score, then that of
    the top theme. None where there was no score before. `after` is the whole result then."""

    aim: Aim
    whole: Fraction | None
    theme: Fraction | None
    after: Result


def gains(framework: Framework, answers: Answers, profile: Profile, question: str, before: Result) -> tuple[Gain, ...]:
    """Each aim of `question` with its gain, the nearest first. `before` is `score(framework, answers, profile)`.

    Exact: the whole is scored again with that answer, conditions and formulas with it.
    """
    asked = next(one for one in framework.questions() if one.id == question)
    top = top_theme(before, question)
    return tuple(
        _gain(aim, score(framework, {**answers, question: aim.answer}, profile), before, top)
        for aim in aims(asked, framework.scales[question], answers.get(question))
    )


def _gain(aim: Aim, after: Result, before: Result, top: str) -> Gain:
    themes = [next((node.score for node in one.themes if node.id == top), None) for one in (before, after)]
    return Gain(aim, _more(before.score, after.score), _more(*themes), after)


def _more(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    return None if before is None or after is None else after - before


def top_theme(result: Result, question: str) -> str:
    """The code of the top theme that asks `question`; "" where none does."""
    holds = (theme.id for theme in result.themes if any(node.id == question for node in theme.walk()))
    return next(holds, "")


def node_of(result: Result, question: str) -> NodeResult | None:
    return next((node for node in result.questions() if node.id == question), None)


def aims(question: Question, scale: Scale, answer: Answer) -> tuple[Aim, ...]:
    """The better answers of `question` from `answer`, the nearest first; () where none is, or where none is scored."""
    if question.kind == "computed" or not scale.scored:
        return ()
    known = points_of(question, scale, answer)
    now = scale.floor if known is None else known
    found = _found(question, scale, answer if known is not None else None, now)
    # Points are clamped to the declared scale: a better choice beyond its end wins nothing.
    return tuple(aim for aim in found if (points_of(question, scale, aim.answer) or ZERO) > now)


def points_of(question: Question, scale: Scale, answer: Answer) -> Fraction | None:
    """The points of `answer`; None where it does not count or is not one of this question."""
    try:
        return read_answer(question, scale, answer)[1]
    except AnswerError:
        return None


def _found(question: Question, scale: Scale, answer: Answer, now: Fraction) -> Iterator[Aim]:
    if question.kind in ("number", "percentage"):
        yield from _bands(question, answer, now)
    elif question.kind == "scale":
        yield from _lines(question, scale, answer)
    elif question.kind == "multiple":
        yield from _several(question, scale, answer)
    else:
        better = [choice.id for choice in question.choices if scale.points[choice.id] > now]
        yield from (Aim(code, code, choice=code) for code in sorted(better, key=scale.points.__getitem__))


def _bands(question: Question, answer: Answer, floor: Fraction) -> Iterator[Aim]:
    better = [place for place, band in enumerate(question.bands) if band.points > floor]
    for place in sorted(better, key=lambda one: question.bands[one].points):
        number = _inside(question, place, answer)
        if number is not None:
            yield Aim(f"band-{place}", number, band=place)


def _inside(question: Question, place: int, answer: Answer) -> int | float | None:
    """The number of the band that is nearest to `answer` and simple to write; None where it holds none."""
    band = question.bands[place]
    low, high = band.low, band.high
    tried = [low, None if high is None else high - 1, None if low is None or high is None else (low + high) / 2]
    falls = low is not None and high is not None and isinstance(answer, int | float) and answer >= high
    for number in [one for one in (tried[1:] + tried[:1] if falls else tried) if one is not None]:
        in_reach = question.kind != "percentage" or 0 <= number <= 100
        if in_reach and points_of_number(question, number) == band.points:
            return int(number) if number.denominator == 1 else float(number)
    return None


def _several(question: Question, scale: Scale, answer: Answer) -> Iterator[Aim]:
    chosen = [str(one) for one in answer] if isinstance(answer, list | tuple) else []
    adds = question.combine == "sum"
    floor = ZERO if adds else max((scale.points[one] for one in chosen), default=ZERO)
    better = [one.id for one in question.choices if one.id not in chosen and scale.points[one.id] > floor]
    for code in sorted(better, key=scale.points.__getitem__):
        yield Aim(code, [*chosen, code], choice=code)
    if adds and len(better) > 1:
        yield Aim(BEST, [*(one for one in chosen if scale.points[one] >= 0), *better])


def _lines(question: Question, scale: Scale, answer: Answer) -> Iterator[Aim]:
    """The next step of the line furthest behind, then every line at its best."""
    given = dict(answer) if isinstance(answer, Mapping) else {}
    best = max(question.choices, key=lambda choice: scale.points[choice.id]).id
    step = next_step(question, scale, given) if given else None
    if step is not None:
        yield Aim(str(step.choice), step.answer, choice=step.choice)
    whole = {item: best if given.get(item, best) in scale.points else given[item] for item in question.items}
    if whole != given and (step is None or whole != step.answer) and not _is_best(question, scale, given):
        yield Aim(BEST, whole)


def _is_best(question: Question, scale: Scale, given: Mapping[str, str]) -> bool:
    points = points_of(question, scale, given) if given else None
    return points is not None and points >= scale.best
