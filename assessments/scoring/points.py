"""From an answer to points: the scale of a question and what each kind of answer is worth on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.tree import Question

ZERO = Fraction(0)
SCORED_KINDS = frozenset({"single", "multiple", "yes_no", "number", "percentage", "scale", "computed"})


@dataclass(frozen=True, slots=True)
class Scale:
    """What a question can give: `floor` is worth ratio 0, `ceiling` ratio 1, `best` is its best answer.

    `best` stays under `ceiling` where the framework declares a scale that the question does not fill.
    `scored` is False where no answer can make a difference: text, no points anywhere, or a best
    answer worth no more than the floor. Such a question has no score, which is not a score of zero.
    """

    floor: Fraction
    ceiling: Fraction
    best: Fraction
    scored: bool
    points: Mapping[str, Fraction]

    def clamp(self, points: Fraction) -> Fraction:
        return max(self.floor, min(self.ceiling, points))

    def ratio(self, points: Fraction) -> Fraction:
        """(points - floor) / (ceiling - floor), between 0 and 1."""
        return (self.clamp(points) - self.floor) / (self.ceiling - self.floor)


def scale_of(question: Question, floor: Fraction | None, ceiling: Fraction | None) -> Scale:
    """The scale of `question`: the declared one where there is one, else 0 to the most it can give.

    A choice without points, beside choices that have some, adds nothing.
    """
    given = [c.points for c in question.choices if c.points is not None] + [b.points for b in question.bands]
    points = {c.id: c.points if c.points is not None else ZERO for c in question.choices}
    low = ZERO if floor is None else floor
    most = _most(question, given)
    high = most if ceiling is None else ceiling
    scored = bool(given) and question.kind in SCORED_KINDS and high > low
    return Scale(low, high, max(low, min(high, most)), scored, points)


def _most(question: Question, given: Iterable[Fraction]) -> Fraction:
    if question.kind == "multiple" and question.combine == "sum":
        return sum((p for p in given if p > 0), ZERO)
    return max(given, default=ZERO)


def points_of_choices(question: Question, scale: Scale, chosen: Iterable[str]) -> Fraction:
    """Points of the chosen ids: their sum, or the best of them, clamped to the scale."""
    values = [scale.points[choice] for choice in set(chosen)]
    best = question.combine == "best" or question.kind != "multiple"
    return scale.clamp(max(values) if best else sum(values, ZERO))


def points_of_steps(scale: Scale, steps: Iterable[str]) -> Fraction:
    """Points of a scale: the mean of the steps given to its items, clamped. `steps` holds one at least."""
    values = [scale.points[step] for step in steps]
    return scale.clamp(sum(values, ZERO) / len(values))


def points_of_number(question: Question, value: Fraction) -> Fraction | None:
    """Points of the band that holds `value`; None outside every band. The last band is closed."""
    last = question.bands[-1]
    for band in question.bands:
        if (band.low is None or band.low <= value) and (
            band.high is None or value < band.high or (band is last and value == band.high)
        ):
            return band.points
    return None
