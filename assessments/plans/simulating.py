"""Where an organisation would stand if it did what it decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localtime

from assessments.frameworks.maps import carrier_between
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import Plan as Compiled
from assessments.frameworks.plan import compile_version
from assessments.plans.domain.simulation import Target, better_answers, simulate
from assessments.plans.models import LIVE, Action, Status
from assessments.results import wording as words
from assessments.results.domain.summary import level_number
from assessments.results.models import Result
from assessments.scoring import Answer, Profile, from_dict
from assessments.scoring import Result as Scored
from core.text import pick
from territories.models import Territory


@dataclass(frozen=True, slots=True)
class Standing:
    """A whole score in words: its figure, its level, and how far it is from today's, "" for today's own."""

    figure: str
    number: int | None
    level: str
    difference: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """`today`: the current result. `since`: with what was done since, None where that moves nothing. `done`: with all
    that is decided, None where that moves nothing more. `counted`: how many answers it would move."""

    result: Result
    maximum: str
    today: Standing
    since: Standing | None
    done: Standing | None
    counted: int

    @property
    def moves(self) -> bool:
        return self.since is not None or self.done is not None


def simulation(result: Result, actions: Iterable[Action]) -> Simulation:
    """`result` with its version loaded; what was done before it counts no more, it was answered then.

    No query where the actions were decided with the same version; a few by older version else.
    """
    plan, profile = compile_version(result.version), profile_of(result)
    issued = localtime(result.issued_at).date()
    wanted = list(actions)
    finished = [one for one in wanted if one.status == Status.DONE and one.done_on and one.done_on >= issued]
    live = [one for one in wanted if one.status in LIVE]
    before = from_dict(result.explanation)
    now = better_answers(plan.framework, result.answers, targets_of(finished, result.version, result.territory))
    every = better_answers(
        plan.framework, result.answers, targets_of(finished + live, result.version, result.territory)
    )

    def standing(moved: Mapping[str, Answer]) -> Standing:
        return _standing(plan, simulate(plan.framework, result.answers, profile, moved), before)

    return Simulation(
        result=result,
        maximum=words.exact(before.maximum),
        today=_standing(plan, before, None),
        since=standing(now) if now else None,
        done=standing(every) if every != now else None,
        counted=len(every),
    )


def targets_of(actions: Iterable[Action], version: FrameworkVersion, territory: Territory) -> list[Target]:
    """What `actions` are to make true, in the words of `version`: older ones through the map, as answers are."""
    found: list[Target] = []
    for action in actions:
        if action.target is None or action.version is None:
            continue
        if action.version_id == version.pk:
            found.append(Target(action.question_code, action.target))
            continue
        carrier = carrier_between(action.version, version, territory, dated=True)
        carried = carrier.carry({action.question_code: action.target}).answers
        found += [Target(code, answer) for code, answer in carried.items()]
    return found


def profile_of(result: Result) -> Profile:
    frozen = result.profile
    return Profile(frozen["kind"], frozen["size"], frozen["section"], frozenset(frozen["traits"]))


def _standing(plan: Compiled, scored: Scored, before: Scored | None) -> Standing:
    level = plan.level(scored.level)
    difference = None
    if before is not None and before.displayed is not None and scored.displayed is not None:
        difference = scored.displayed - before.displayed
    return Standing(
        figure=words.figure(scored.displayed),
        number=level_number(plan.framework.levels, scored.level),
        level=pick(level.title) if level else "",
        difference=words.signed(difference) if difference is not None else "",
    )
