"""What another weight would have changed in the results already issued: those of the territory, scored again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from django.db.models import Q

from assessments.editor.domain import places
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.plan import plan_of
from assessments.results.models import Result
from assessments.scoring import AnswerError, Figures, Meter, Profile

MOST = 400
"""Results scored again on a page; a rehearsal does them all."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Mean scores on the displayed scale, before and after; `moved`: results whose level would change."""

    results: int
    before: Fraction | None
    after: Fraction | None
    moved: int
    bounded: bool


def of_weight(document: Document, node: places.NodeKind, code: str, weight: Fraction) -> Effect:
    """The effect of giving `weight` to a node of `document`, on the latest results of the active territory.

    Only on those of its own framework, of a layer over the same core, or of that core: other codes mean other things.
    """
    changed = places.changed(document, node, code, lambda one: replace(one, weight=weight))
    root = document.core or document.code
    kin = Result.objects.filter(Q(version__core=root) | Q(version__framework__code=root))
    rows = list(kin.order_by("-issued_at", "id").values_list("profile", "answers")[:MOST])
    pairs = [pair for pair in zip(_figures(document, rows), _figures(changed, rows), strict=True) if None not in pair]
    before = [old.score for old, _ in pairs if old and old.score is not None]
    after = [new.score for _, new in pairs if new and new.score is not None]
    moved = sum(old.level != new.level for old, new in pairs if old and new)
    return Effect(len(pairs), _mean(before), _mean(after), moved, len(rows) == MOST)


def _figures(document: Document, rows: list[Any]) -> list[Figures | None]:
    """None where an answer no longer suits its question."""
    framework = plan_of(document).framework
    found: list[Figures | None] = [None] * len(rows)
    for profile, places_of in _by_profile(rows).items():
        meter = Meter(framework, profile)
        for number in places_of:
            try:
                found[number] = meter.figures(rows[number][1])
            except AnswerError:
                continue
    return found


def _by_profile(rows: Iterable[Any]) -> dict[Profile, list[int]]:
    groups: defaultdict[Profile, list[int]] = defaultdict(list)
    for number, (facts, _) in enumerate(rows):
        traits = frozenset(facts.get("traits", ()))
        groups[Profile(facts.get("kind", ""), facts.get("size", ""), facts.get("section", ""), traits)].append(number)
    return groups


def _mean(scores: list[Fraction]) -> Fraction | None:
    return sum(scores, Fraction(0)) / len(scores) if scores else None
