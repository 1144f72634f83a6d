"""How many organisations of the territory are asked a question, from what they last said of themselves."""

import json
from collections import Counter
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.plan import Plan, plan_of
from assessments.responses.models import Answer, Assessment
from assessments.scoring import Profile, references

MOST = 5000
"""Organisations looked at, the latest first: a page must not wait for more. The page says so."""


class Reach(NamedTuple):
    """`asked` of `known` organisations; `bounded`: there are more than were looked at."""

    asked: int
    known: int
    bounded: bool


def reach(document: Document, code: str) -> Reach:
    """To how many of the active territory's organisations `code`, a theme or a question, is asked: two queries."""
    plan = plan_of(document)
    latest = _latest()
    people = [dict(row) for row in latest.values("pk", "kind", "size", "section", "traits")]
    answers = _answers(latest, _looked_at(document))
    groups: Counter[str] = Counter(
        json.dumps([_facts(one), answers.get(one["pk"], {})], sort_keys=True) for one in people
    )
    asked = sum(count for key, count in groups.items() if _is_asked(plan, code, *json.loads(key)))
    return Reach(asked, len(people), len(people) == MOST)


def _latest() -> QuerySet[Assessment]:
    """The last assessment of each organisation; one that belongs to none stands for itself."""
    newest = Assessment.objects.filter(organisation=OuterRef("organisation")).order_by("-created_at", "id")
    rows: QuerySet[Assessment] = Assessment.objects.filter(
        Q(organisation=None) | Q(pk=Subquery(newest.values("pk")[:1]))
    )
    return rows.order_by("-created_at", "id")[:MOST]


def _looked_at(document: Document) -> set[str]:
    """The questions whose answers decide whether another is asked."""
    nodes: list[Any] = [*document.walk(), *document.questions()]
    return {code for node in nodes for code in references(node.visible_if)}


def _answers(people: QuerySet[Assessment], codes: set[str]) -> dict[Any, dict[str, Any]]:
    """What `people` answered to the questions of `codes`; the database leaves the others out."""
    found: dict[Any, dict[str, Any]] = {}
    if codes:
        rows = Answer.objects.filter(assessment__in=people.values("pk"), question_code__in=codes).order_by("pk")
        for assessment, code, value in rows.values_list("assessment_id", "question_code", "value"):
            found.setdefault(assessment, {})[code] = value
    return found


def _facts(row: dict[str, Any]) -> list[Any]:
    return [row["kind"], row["size"], row["section"], sorted(row["traits"])]


def _is_asked(plan: Plan, code: str, facts: list[Any], answers: dict[str, Any]) -> bool:
    profile = Profile(facts[0], facts[1], facts[2], frozenset(facts[3]))
    sections = plan.sections_for(profile, answers)
    questions = {question.code for section in sections for question in section.questions}
    themes = {group.theme.code for section in sections for group in section.groups}
    return code in questions | themes | {section.theme.code for section in sections}
