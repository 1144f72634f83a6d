"""Adding up moves: small, the same whatever the order and the chunks, and kept as JSON between two of them.

Parts of differences are added as whole millionths of the scale, so that ten thousand of them add up to one figure
whoever adds them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from typing import Any

from assessments.rehearsals.domain.moves import Move

MILLION = 1_000_000


@dataclass(slots=True)
class Tally:
    """`levels`: level before → level after → assessments, "" where none is named. `moves`: difference in whole
    hundredths of the scale → assessments. `questions`: by "kind:code", [sum of parts, sum of their sizes, how many
    assessments]. `asked` and `given`: questions that count, before and after, and how many of them are answered.
    `lost`: old question → answers that go nowhere; `again`: new question → answers to ask again.
    """

    assessments: int = 0
    scored: int = 0
    refused: int = 0
    directions: dict[str, int] = field(default_factory=dict)
    levels: dict[str, dict[str, int]] = field(default_factory=dict)
    moves: dict[str, int] = field(default_factory=dict)
    difference: int = 0
    answers: int = 0
    asked: list[int] = field(default_factory=lambda: [0, 0])
    given: list[int] = field(default_factory=lambda: [0, 0])
    carried: int = 0
    lost: dict[str, int] = field(default_factory=dict)
    again: dict[str, int] = field(default_factory=dict)
    questions: dict[str, list[int]] = field(default_factory=dict)

    def add(self, move: Move, answers: int) -> None:
        """Count one assessment of `answers` answers."""
        self.assessments += 1
        self.answers += answers
        self.carried += move.carried
        for side, figures in enumerate((move.before, move.after)):
            self.asked[side] += figures.expected
            self.given[side] += figures.answered
        _count(self.directions, move.direction)
        _count(self.levels.setdefault(move.before.level or "", {}), move.after.level or "")
        for code in move.dropped:
            _count(self.lost, code)
        for code in move.asked_again:
            _count(self.again, code)
        if move.ratio is not None:
            self.scored += 1
            self.difference += round(move.ratio * MILLION)
            _count(self.moves, str(_half_away(move.ratio * 100)))
        for cause in move.causes:
            self._blame(f"{cause.kind}:{cause.question}", round(cause.ratio * MILLION))

    def refuse(self) -> None:
        """Count one assessment that cannot be read: an answer is not its question's any more."""
        self.assessments += 1
        self.refused += 1

    def _blame(self, question: str, part: int) -> None:
        known = self.questions.setdefault(question, [0, 0, 0])
        known[0] += part
        known[1] += abs(part)
        known[2] += 1

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Tally":
        return cls(**{each.name: stored[each.name] for each in fields(cls) if each.name in stored})


def _count(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1


def _half_away(value: Fraction) -> int:
    """The nearest whole number, halves away from zero, so that a gain and a loss are shown alike."""
    return int(abs(value) + Fraction(1, 2)) * (1 if value > 0 else -1)


@dataclass(frozen=True, slots=True)
class Blame:
    """What one question does over all assessments. `mean`: its part of the mean difference, in shares of the scale;
    `size`: the same, gains and losses added without their signs; `assessments`: whose score it moves."""

    question: str
    kind: str
    mean: float
    size: float
    assessments: int


def blames(tally: Tally) -> list[Blame]:
    """The questions that move scores, those that move them most first."""
    base = (tally.scored or 1) * MILLION
    found = [
        Blame(key.partition(":")[2], key.partition(":")[0], net / base, size / base, count)
        for key, (net, size, count) in tally.questions.items()
    ]
    return sorted(found, key=lambda blame: (-blame.size, blame.question))


def mean_difference(tally: Tally) -> float:
    """In shares of the scale."""
    return tally.difference / ((tally.scored or 1) * MILLION)
