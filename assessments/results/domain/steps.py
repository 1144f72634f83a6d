"""The next step of an answer: the nearest one that is worth more points."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring import Answer, Band, Question
from assessments.scoring.points import Scale, points_of_number


@dataclass(frozen=True, slots=True)
class Step:
    """Where to go: a choice to reach, or the band of a number, and the answer that it makes.

    In a scale, `choice` is "item=choice": the line to work on, and its step.
    """

    answer: Answer
    choice: str | None = None
    band: int | None = None


def next_step(question: Question, scale: Scale, answer: Answer) -> Step | None:
    """The next step from `answer`, an answer that is scored; None when it is already the best one.

    None for a computed figure too: one moves it through the questions that it comes from.
    """
    if question.kind == "computed":
        return None
    if question.kind == "scale":
        return _next_line(question, scale, answer)
    if question.kind in ("number", "percentage"):
        return _next_band(question, answer)
    if question.kind == "multiple":
        return _next_of_several(question, scale, answer)
    return _next_choice(question, scale, answer)


def _next_choice(question: Question, scale: Scale, answer: Answer) -> Step | None:
    chosen = {True: "yes", False: "no"}.get(answer, answer) if isinstance(answer, bool) else answer
    now = scale.points[str(chosen)]
    better = [choice.id for choice in question.choices if scale.points[choice.id] > now]
    if not better:
        return None
    nearest = min(better, key=scale.points.__getitem__)
    return Step(nearest, choice=nearest)


def _next_of_several(question: Question, scale: Scale, answer: Answer) -> Step | None:
    chosen = [str(item) for item in answer] if isinstance(answer, list | tuple) else []
    floor = 0 if question.combine == "sum" else max((scale.points[item] for item in chosen), default=0)
    better = [c.id for c in question.choices if c.id not in chosen and scale.points[c.id] > floor]
    if not better:
        return None
    nearest = min(better, key=scale.points.__getitem__)
    return Step([*chosen, nearest], choice=nearest)


def _next_line(question: Question, scale: Scale, answer: Answer) -> Step | None:
    """The line furthest behind, and the nearest step that is worth more there; the first of those alike."""
    given = answer if isinstance(answer, Mapping) else {}
    rated = [(scale.points[given[item]], item) for item in question.items if given.get(item) in scale.points]
    for now, item in sorted(rated, key=lambda pair: pair[0]):
        better = [choice.id for choice in question.choices if scale.points[choice.id] > now]
        if better:
            nearest = min(better, key=scale.points.__getitem__)
            return Step({**given, item: nearest}, choice=f"{item}={nearest}")
    return None


def _next_band(question: Question, answer: Answer) -> Step | None:
    now = points_of_number(question, _number(answer))
    better = [i for i, band in enumerate(question.bands) if now is not None and band.points > now]
    if not better:
        return None
    nearest = min(better, key=lambda i: question.bands[i].points)
    return Step(_inside(question.bands[nearest]), band=nearest)


def _number(answer: Answer) -> Fraction:
    return Fraction(str(answer))


def _inside(band: Band) -> float:
    """A number of the band: its lower end, which belongs to it, else something below its upper end."""
    return float(band.low if band.low is not None else (band.high or Fraction(0)) - 1)
