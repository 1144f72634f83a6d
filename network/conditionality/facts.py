"""What is known of an organisation, or of a result, when its conditions are judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments.frameworks.plan import Plan, compile_version
from assessments.frameworks.queries import NoFramework, current_version
from assessments.responses.models import Mode
from assessments.results.domain.summary import level_number
from assessments.results.models import Result
from assessments.scoring import from_dict
from core.text import pick
from network.charters.queries import adopted_version, charter_of, signature_of
from network.conditionality import queries
from network.conditionality.domain.conditions import Facts, Promise, Score
from network.conditionality.domain.faults import Ground
from network.conditionality.models import Aid
from network.conditionality.models import Promise as Row
from organisations.models import Organisation
from territories.models import Territory


@dataclass(frozen=True)
class Scale:
    """What the territory's questionnaire lets one ask: names of levels, lowest first, and of themes by code."""

    levels: tuple[str, ...]
    themes: Mapping[str, str]


def scale_of(territory: Territory) -> Scale:
    """Of the questionnaire that the territory asks today; empty where it has none."""
    try:
        document = compile_version(current_version(territory)).document
    except NoFramework:
        return Scale((), {})
    levels = tuple(pick(level.title) for level in document.levels)
    return Scale(levels, {theme.code: pick(theme.title) for theme in document.themes})


def ground_of(territory: Territory, deadline: date | None = None) -> Ground:
    scale, charter = scale_of(territory), charter_of(territory)
    return Ground(
        levels=len(scale.levels), themes=frozenset(scale.themes),
        charter=charter is not None and adopted_version(charter) is not None,
        today=timezone.localdate(), deadline=deadline,
    )  # fmt: skip


def facts_of(organisation: Organisation | None, result: Result | None) -> "Known":
    """Of both, each where it is known. The promises of every aid are read at once."""
    rows = list(queries.promises_of(organisation)) if organisation else []
    return Known(
        today=timezone.localdate(), issued_on=timezone.localdate(result.issued_at) if result else None,
        scores=_scores(result) if result else {}, signed=_signed(organisation), rows=rows,
    )  # fmt: skip


@dataclass(frozen=True)
class Known:
    """Facts of one organisation, for any aid."""

    today: date
    issued_on: date | None
    scores: Mapping[str, Score]
    signed: bool | None
    rows: list[Row]

    def about(self, aid: Aid) -> Facts:
        return Facts(self.today, self.issued_on, self.scores, self.signed, _promises(self.rows, aid))


def _promises(rows: Iterable[Row], aid: Aid) -> dict[str, Promise]:
    """By sentence; one that is under way hides those reviewed before, else the last one made counts."""
    mine = sorted((row for row in rows if row.aid_id == aid.pk), key=lambda row: (row.state == "made", row.made_at))
    return {row.sentence: Promise(row.state, row.review_on) for row in mine}


def _signed(organisation: Organisation | None) -> bool | None:
    if organisation is None:
        return None
    charter = charter_of(organisation.territory)
    return charter is not None and signature_of(organisation, charter) is not None


def _scores(result: Result) -> dict[str, Score]:
    """Of the whole ("") and of each top theme. A short assessment is no basis: it scores nothing here."""
    plan, scored = compile_version(result.version), from_dict(result.explanation)
    if result.assessment.mode == Mode.EXPRESS:
        return {code: Score(None, None) for code in ("", *(theme.id for theme in scored.themes))}
    found = {"": Score(_rank(plan, scored.level), scored.ratio if scored.level else None)}
    return found | {theme.id: Score(_rank(plan, theme.level), theme.ratio) for theme in scored.themes}


def _rank(plan: Plan, level: str | None) -> int | None:
    return level_number(plan.framework.levels, level or None)
