"""How far someone is on a path of sheets, and which path a result calls for. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """A sheet on a path: its `code`, the `minutes` it takes, the `themes` it speaks of."""

    code: str
    minutes: int
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Progress:
    """`following` is the first sheet that is not read, "" at the end."""

    done: int
    total: int
    minutes: int
    minutes_left: int
    following: str

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.done == self.total


def progress(stages: Sequence[Stage], read: Collection[str]) -> Progress:
    left = [stage for stage in stages if stage.code not in read]
    return Progress(
        done=len(stages) - len(left),
        total=len(stages),
        minutes=sum(stage.minutes for stage in stages),
        minutes_left=sum(stage.minutes for stage in left),
        following=left[0].code if left else "",
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """The path to follow, and the theme that calls for it."""

    path: str
    theme: str


def propose(weakest: Iterable[str], paths: Sequence[tuple[str, Sequence[Stage]]]) -> Proposal | None:
    """The path that says most of the weakest theme; of the next theme when none speaks of it; None when none does.

    `weakest`: theme codes, the weakest first. `paths`: (code, stages); of equal ones the first is kept.
    """
    for theme in weakest:
        spoken = [(sum(theme in stage.themes for stage in stages), code) for code, stages in paths]
        most = max((count for count, _code in spoken), default=0)
        if most:
            return Proposal(next(code for count, code in spoken if count == most), theme)
    return None
