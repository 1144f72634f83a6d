"""What stands out of a result: three strengths, three priorities. Frozen with it when it is issued.

A strength is what was done: in the themes of the highest scores, the question nearest to its best answer,
from half of it up. A priority is what would win most points on the whole score. Both prefer distinct
themes: three advices on the same subject teach less than three on three.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, TypeVar

from assessments.results.domain.steps import next_step
from assessments.scoring import Answer, Answers, Framework, NodeResult, Profile, Result, score

COUNT = 3
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Strength:
    """A question of a top theme and the share (0 to 1) of its best answer that was reached."""

    question: str
    theme: str
    ratio: Fraction


@dataclass(frozen=True, slots=True)
class Priority:
    """A question of a top theme, and the next step in it.

    `gain` is what the overall displayed scale would win, unrounded, at the best answer; `step_gain`
    what it would win at the next step: the choice `choice`, or the band of index `band`.
    """

    question: str
    theme: str
    gain: Fraction
    step_gain: Fraction
    choice: str | None = None
    band: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    strengths: tuple[Strength, ...] = ()
    priorities: tuple[Priority, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON types; exact figures as "n/d"."""
        return {
            "strengths": [asdict(item) | {"ratio": str(item.ratio)} for item in self.strengths],
            "priorities": [
                asdict(item) | {"gain": str(item.gain), "step_gain": str(item.step_gain)} for item in self.priorities
            ],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Findings":
        return cls(
            tuple(Strength(**item | {"ratio": Fraction(item["ratio"])}) for item in data["strengths"]),
            tuple(
                Priority(**item | {"gain": Fraction(item["gain"]), "step_gain": Fraction(item["step_gain"])})
                for item in data["priorities"]
            ),
        )


def find(framework: Framework, answers: Answers, profile: Profile, result: Result) -> Findings:
    """The findings of `result`, which is `score(framework, answers, profile)`."""
    return Findings(tuple(_strengths(result)), tuple(_priorities(framework, answers, profile, result)))


def _scored(result: Result) -> Iterator[tuple[NodeResult, NodeResult]]:
    """Every question that counts, with the top theme it is under."""
    for theme in result.themes:
        for node in theme.walk():
            if node.kind == "question" and node.status == "scored":
                yield theme, node


def _strengths(result: Result) -> list[Strength]:
    done = [(theme, node) for theme, node in _scored(result) if (node.ratio or 0) >= HALF]
    ranked = sorted(done, key=lambda pair: (-(pair[0].ratio or 0), -(pair[1].ratio or 0)))
    return _spread([Strength(node.id, theme.id, node.ratio or HALF) for theme, node in ranked])


def _priorities(framework: Framework, answers: Answers, profile: Profile, result: Result) -> list[Priority]:
    gaps = [(theme.id, node.id, node.gain) for theme, node in _scored(result) if node.gain]
    questions = {question.id: question for question in framework.questions()}
    found: list[Priority] = []
    steps: dict[str, Answer] = {}
    for theme, code, gain in sorted(gaps, key=lambda gap: -gap[2]):
        step = next_step(questions[code], framework.scales[code], answers.get(code))
        if step is not None:
            found.append(Priority(code, theme, gain, gain, step.choice, step.band))
            steps[code] = step.answer

    def won(code: str) -> Fraction:
        after = score(framework, {**answers, code: steps[code]}, profile)
        return (after.score or Fraction(0)) - (result.score or Fraction(0))

    return [replace(item, step_gain=won(item.question)) for item in _spread(found)]


Found = TypeVar("Found", Strength, Priority)


def _spread(ranked: Sequence[Found]) -> list[Found]:
    """The first three, one per theme as long as there are other themes, in their rank."""
    first: dict[str, Found] = {}
    for item in ranked:
        first.setdefault(item.theme, item)
    firsts = list(first.values())
    others = [item for item in ranked if item not in firsts]
    kept = (firsts + others)[:COUNT]
    return [item for item in ranked if item in kept]
