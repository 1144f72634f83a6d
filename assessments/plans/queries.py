"""Reads. Every one of them stays in the active scope."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from assessments.frameworks.plan import compile_version
from assessments.plans.models import LIVE, Action, ActionEvidence, Happened, PeerOffer, Plan, Quiet, Status
from assessments.responses.models import Mode
from assessments.results.models import Result
from assessments.results.reading import Reading
from assessments.scoring import from_dict
from organisations.models import Membership, Organisation

MOST_PEERS = 3
PEERS_LOOKED_AT = 30


def plan_of(organisation: Organisation) -> Plan | None:
    """None while nothing is decided."""
    found: Plan | None = Plan.objects.filter(organisation=organisation).first()
    return found


def actions_of(organisation: Organisation) -> QuerySet[Action]:
    """Those of its plan, the nearest day first."""
    found: QuerySet[Action] = Action.objects.filter(plan__organisation=organisation)
    return found.select_related("owner").order_by("due_on", "created_at", "id")


def shared_actions(reading: Reading) -> list[Action]:
    """Those of the organisation of a result that were not given up: one query for all the sections of its page."""
    organisation = reading.row.assessment.organisation
    if organisation is None:
        return []
    if "actions" not in reading.shared:
        reading.shared["actions"] = list(actions_of(organisation).exclude(status=Status.DROPPED))
    found: list[Action] = reading.shared["actions"]
    return found


def actions_for(organisation: Organisation, questions: Iterable[str]) -> dict[str, list[Action]]:
    """Those that concern these questions and were not given up, by question; one query."""
    found: dict[str, list[Action]] = {}
    for action in actions_of(organisation).filter(question_code__in=list(questions)).exclude(status=Status.DROPPED):
        found.setdefault(action.question_code, []).append(action)
    return found


def done_since(organisation: Organisation, day: date) -> QuerySet[Action]:
    """Those finished on `day` or later, the first one first."""
    return actions_of(organisation).filter(status=Status.DONE, done_on__gte=day).order_by("done_on", "created_at", "id")


def with_declared_at(actions: QuerySet[Action]) -> QuerySet[Any]:
    """Each with `declared_at`: when it was last said to be done."""
    return actions.annotate(declared_at=Max("events__at", filter=Q(events__what=Happened.DONE)))


def awaiting(state: str = "waiting", late_on: date | None = None) -> QuerySet[Action]:
    """For the territory's team. `state`: "waiting" for verification, "verified", "late", or "all"; the one that
    waits longest first. With its plan's organisation, its owner and the number of its files."""
    rows: QuerySet[Action] = Action.objects.select_related("plan__organisation", "owner")
    conditions = {
        "waiting": Q(status=Status.DONE, verified_at=None),
        "verified": Q(verified_at__isnull=False),
        "late": Q(status__in=LIVE, due_on__lt=late_on or timezone.localdate()),
    }
    rows = rows.filter(conditions.get(state, ~Q(status=Status.DROPPED)))
    return rows.annotate(files=Count("evidence")).order_by("done_on", "due_on", "created_at", "id")


def waiting_count() -> int:
    found: int = Action.objects.filter(status=Status.DONE, verified_at=None).count()
    return found


def with_traces(rows: QuerySet[Action]) -> QuerySet[Action]:
    """With all that the page of an action shows: history, measures, files, aids."""
    files = ActionEvidence.objects.select_related("given_by").order_by("given_at", "id")
    return rows.select_related("plan__organisation", "owner", "verified_by", "version", "result").prefetch_related(
        "events__by", "measures", "resources", Prefetch("evidence", queryset=files)
    )


def members_of(organisation: Organisation) -> QuerySet[User]:
    """Who may take care of an action, by name."""
    rows = Membership.objects.filter(organisation=organisation).order_by().values("user")
    return User.objects.filter(pk__in=rows, is_active=True).order_by("name", "email")


def is_quiet(user: User) -> bool:
    return Quiet.objects.filter(user=user).exists()


def has_plan() -> Exists:
    """For a query over organisations: something was decided, and not all of it given up."""
    return Exists(Action.objects.filter(plan__organisation=OuterRef("pk")).exclude(status=Status.DROPPED))


def has_done() -> Exists:
    """For a query over organisations: an action at least is done."""
    return Exists(Action.objects.filter(plan__organisation=OuterRef("pk"), status=Status.DONE))


# ---------- who did it, and accepts to be asked ----------


class Peer(NamedTuple):
    """An organisation whose answer is the best one, and that accepts to be written to about it."""

    offer: PeerOffer
    organisation: Organisation


def offers_of(organisation: Organisation) -> QuerySet[PeerOffer]:
    found: QuerySet[PeerOffer] = PeerOffer.objects.filter(organisation=organisation)
    return found.order_by("since", "pk")


def peers_for(organisation: Organisation | None, question: str, most: int = MOST_PEERS) -> list[Peer]:
    """Those of the territory that offer to tell how, and whose current result still has the best answer.

    Two queries, whatever their number; the latest offers are looked at first.
    """
    rows = PeerOffer.objects.filter(question_code=question).select_related("organisation__commune")
    if organisation is not None:
        rows = rows.exclude(organisation=organisation)
    offers = {offer.organisation_id: offer for offer in rows.order_by("-since", "-pk")[:PEERS_LOOKED_AT]}
    current = current_results(offers) if offers else {}
    found = (
        Peer(offer, offer.organisation)
        for pk, offer in offers.items()
        if pk in current and question in mastered(current[pk])
    )
    return [peer for peer, _ in zip(found, range(most), strict=False)]


def current_results(organisations: Iterable[object]) -> dict[object, Result]:
    """By organisation, its latest result of the whole questionnaire; one query."""
    rows = Result.objects.filter(
        assessment__organisation__in=list(organisations), assessment__mode=Mode.FULL
    ).select_related("assessment", "version")
    return {row.assessment.organisation_id: row for row in rows.order_by("issued_at", "id")}


def mastered(result: Result) -> frozenset[str]:
    """The questions of `result` whose answer is the best one."""
    scales = compile_version(result.version).framework.scales
    scored = from_dict(result.explanation)
    return frozenset(
        node.id
        for node in scored.questions()
        if node.status == "scored" and node.points is not None and node.points >= scales[node.id].best
    )
