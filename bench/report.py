"""What was measured beside what was wanted, as a table and a verdict for each goal."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GOALS = Path(__file__).parent / "goals.toml"
TOLERANCE = 0.15
Lines = dict[str, dict[str, float]]
"""By shape, what was measured: cpu, floor_cpu (milliseconds), share, rate, floor_rate, bytes, queries, growth."""
COLUMNS = ("CPU ms", "floor", "share", "SQL", "a second", "floor", "bytes")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`gap`: by how much of itself the goal is missed, 0 or less where it holds."""

    shape: str
    what: str
    got: float
    goal: float

    @property
    def gap(self) -> float:
        less_is_better = self.what == "queries"
        return (self.got / self.goal - 1) if less_is_better else (1 - self.got / self.goal)

    @property
    def missed(self) -> bool:
        return self.gap > 0

    @property
    def failed(self) -> bool:
        """Missed by more than what two runs on a shared machine differ."""
        return self.gap > TOLERANCE

    def __str__(self) -> str:
        said = f"MISSED by {self.gap:.0%}" if self.missed else "held"
        return f"{self.shape:14}{self.what:9}{self.got:>8.2f}   goal {self.goal:<6}{said}"


def judge(lines: Lines) -> list[Verdict]:
    """A verdict for each goal whose figure this suite measures."""
    goals: dict[str, dict[str, float]] = tomllib.loads(GOALS.read_text())
    return [
        Verdict(shape, what, lines[shape][what], goal)
        for shape, wanted in goals.items()
        for what, goal in wanted.items()
        if what in lines[shape]
    ]


def table(lines: Lines, verdicts: Iterable[Verdict]) -> str:
    head = f"{'':14}" + "".join(f"{name:>13}" for name in COLUMNS)
    return "\n".join([head, *(_row(shape, line) for shape, line in lines.items()), "", *map(str, verdicts)])


def _row(shape: str, line: dict[str, float]) -> str:
    formats = (
        ("cpu", ".2f"), ("floor_cpu", ".2f"), ("share", ".2f"), ("queries", ".0f"), ("rate", ",.0f"),
        ("floor_rate", ",.0f"), ("bytes", ",.0f"),
    )  # fmt: skip
    cells = (format(line[name], shown) if name in line else "" for name, shown in formats)
    return f"{shape:14}" + "".join(f"{cell:>13}" for cell in cells)
