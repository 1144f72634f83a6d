"""The conditions of an aid, and what each comes to for one organisation."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any


class Kind(StrEnum):
    LEVEL = "level"  # a level, of a theme or of the whole, in a recent result
    SHARE = "share"  # a share of the scale, of a theme or of the whole, in a recent result
    CHARTER = "charter"  # the charter of the territory, signed
    COMMITMENT = "commitment"  # a sentence, promised for this aid, with a day of review


class Verdict(StrEnum):
    MET = "met"
    UNKNOWN = "unknown"
    MISSED = "missed"


class Reason(StrEnum):
    REACHED = "reached"
    BELOW = "below"
    TOO_OLD = "too_old"
    NO_RESULT = "no_result"
    NO_SCORE = "no_score"  # too few answers, or not concerned
    NOT_ASKED = "not_asked"  # the questionnaire answered has no such theme
    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    NOBODY = "nobody"  # the result is of no known organisation
    PROMISED = "promised"
    NOT_PROMISED = "not_promised"
    DROPPED = "dropped"
    REVIEW_LATE = "review_late"


@dataclass(frozen=True, slots=True)
class Condition:
    """`theme`: its code, "" for the whole. `least`: the rank of a level (1 is the lowest), or a share in percent.

    `months`: the result is younger. `promise`: the sentence to promise; for a level or a share, one that is accepted
    in its place, "" for none. `review`: months until it is reviewed.
    """

    kind: Kind
    theme: str = ""
    least: int | None = None
    months: int | None = None
    promise: str = ""
    review: int | None = None

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Condition":
        return cls(**{**data, "kind": Kind(data["kind"])})

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"kind": self.kind.value}

    @property
    def aim(self) -> tuple[str, str, str]:
        """Two conditions of an aid never have the same one."""
        return self.kind.value, self.theme, self.promise if self.kind is Kind.COMMITMENT else ""


@dataclass(frozen=True, slots=True)
class Score:
    """`level`: its rank, None where none is named; `share`: 0 to 1, None without a score."""

    level: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Promise:
    """`state`: "made", "kept", "partly" or "dropped"."""

    state: str
    review_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known. `issued_on`: day of the result, None without one. `scores`: by theme code, "" for the whole.

    `signed`: None where the organisation is not known. `promises`: by sentence, those made for this aid.
    """

    today: date
    issued_on: date | None = None
    scores: Mapping[str, Score] = field(default_factory=dict)
    signed: bool | None = None
    promises: Mapping[str, Promise] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`instead`: met by the promise that is accepted in its place; `reason` is then that of the promise."""

    condition: Condition
    verdict: Verdict
    reason: Reason
    instead: bool = False


def judge(conditions: Iterable[Condition], facts: Facts) -> list[Outcome]:
    return [_judge(condition, facts) for condition in conditions]


def overall(outcomes: Iterable[Outcome]) -> Verdict:
    """Missed where one is missed, else not known where one is not known."""
    found = {outcome.verdict for outcome in outcomes}
    return next((verdict for verdict in (Verdict.MISSED, Verdict.UNKNOWN) if verdict in found), Verdict.MET)


def _judge(condition: Condition, facts: Facts) -> Outcome:
    if condition.kind is Kind.CHARTER:
        return Outcome(condition, *_charter(facts))
    if condition.kind is Kind.COMMITMENT:
        return Outcome(condition, *_promise(condition, facts))
    verdict, reason = _score(condition, facts)
    if verdict is not Verdict.MET and condition.promise:
        promised, why = _promise(condition, facts)
        if promised is Verdict.MET or why in (Reason.DROPPED, Reason.REVIEW_LATE):
            return Outcome(condition, promised, why, instead=True)
    return Outcome(condition, verdict, reason)


def _charter(facts: Facts) -> tuple[Verdict, Reason]:
    if facts.signed is None:
        return Verdict.UNKNOWN, Reason.NOBODY
    return (Verdict.MET, Reason.SIGNED) if facts.signed else (Verdict.MISSED, Reason.NOT_SIGNED)


def _promise(condition: Condition, facts: Facts) -> tuple[Verdict, Reason]:
    """A promise holds from its first day; past its day of review and not reviewed, one does not know."""
    made = facts.promises.get(condition.promise)
    if made is None:
        return Verdict.MISSED, Reason.NOT_PROMISED
    if made.state == "dropped":
        return Verdict.MISSED, Reason.DROPPED
    if made.state == "made" and made.review_on < facts.today:
        return Verdict.UNKNOWN, Reason.REVIEW_LATE
    return Verdict.MET, Reason.PROMISED


def _score(condition: Condition, facts: Facts) -> tuple[Verdict, Reason]:
    if facts.issued_on is None:
        return Verdict.UNKNOWN, Reason.NO_RESULT
    if condition.months is not None and facts.today >= after(facts.issued_on, condition.months):
        return Verdict.MISSED, Reason.TOO_OLD
    score = facts.scores.get(condition.theme)
    if score is None:
        return Verdict.UNKNOWN, Reason.NOT_ASKED
    reached = score.level if condition.kind is Kind.LEVEL else None if score.share is None else score.share * 100
    if reached is None:
        return Verdict.UNKNOWN, Reason.NO_SCORE
    return (Verdict.MET, Reason.REACHED) if reached >= (condition.least or 0) else (Verdict.MISSED, Reason.BELOW)


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def promisable(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Those that a promise would meet."""
    return (one for one in outcomes if one.condition.promise and one.verdict is not Verdict.MET and not one.instead)
