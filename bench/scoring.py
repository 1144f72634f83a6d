"""How many answers the pure scoring reads in a second, on one core: 8 themes of 5 ladders of 5 steps."""

import random
import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from statistics import median

from assessments.scoring import Choice, Framework, Level, Meter, Profile, Question, Theme
from bench.anchors import loop

THEMES, QUESTIONS, STEPS, ASSESSMENTS = 8, 5, "abcde", 200
NAMES = [[f"T{t}Q{q}" for q in range(QUESTIONS)] for t in range(THEMES)]
POINTS = {step: rank for rank, step in enumerate(STEPS)}
Answers = Mapping[str, str]


def framework() -> Framework:
    choices = tuple(Choice(step, Fraction(points)) for step, points in POINTS.items())
    themes = tuple(
        Theme(f"T{rank}", children=tuple(Question(name, choices=choices) for name in names))
        for rank, names in enumerate(NAMES)
    )
    return Framework("bench", "1", Fraction(0), Fraction(100), 0, themes, (Level("one", Fraction(0)),))


def answer_sheets() -> list[Answers]:
    draw = random.Random(1)
    return [{name: draw.choice(STEPS) for names in NAMES for name in names} for _ in range(ASSESSMENTS)]


def measure(seconds: float, rounds: int) -> tuple[float, float]:
    """Answers a second, ours and a bare loop's, in turn, medians. They agree on every score first."""
    sheets = answer_sheets()
    figures = Meter(framework(), Profile(kind="company")).figures
    most = max(POINTS.values())
    for sheet in sheets:
        assert abs(float(figures(sheet).score or 0) - loop.score(NAMES, POINTS, most, sheet)) < 1e-9
    sides: tuple[Callable[[Answers], object], ...] = (figures, lambda sheet: loop.score(NAMES, POINTS, most, sheet))
    taken = [[_rate(side, sheets, seconds) for side in sides] for _ in range(rounds)]
    ours, bare = (median(side) for side in zip(*taken, strict=True))
    return ours, bare


def _rate(score: Callable[[Answers], object], sheets: list[Answers], seconds: float) -> float:
    """Answers read for a second of this process's processor."""
    rounds, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        for sheet in sheets:
            score(sheet)
        rounds += 1
    return rounds * len(sheets) * THEMES * QUESTIONS / (time.process_time() - began)
