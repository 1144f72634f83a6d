"""Reads. Every one of them stays in the active scope."""

from django.db.models import Exists, OuterRef, QuerySet

from assessments.plans.models import Action, Plan, Status
from organisations.models import Organisation


def plan_of(organisation: Organisation) -> Plan | None:
    """None while nothing is decided."""
    found: Plan | None = Plan.objects.filter(organisation=organisation).first()
    return found


def actions_of(organisation: Organisation) -> QuerySet[Action]:
    """Those of its plan, the nearest day first."""
    found: QuerySet[Action] = Action.objects.filter(plan__organisation=organisation)
    return found.select_related("owner").order_by("due_on", "created_at", "id")


def has_plan() -> Exists:
    """For a query over organisations: something was decided, and not all of it given up."""
    return Exists(Action.objects.filter(plan__organisation=OuterRef("pk")).exclude(status=Status.DROPPED))


def has_done() -> Exists:
    """For a query over organisations: an action at least is done."""
    return Exists(Action.objects.filter(plan__organisation=OuterRef("pk"), status=Status.DONE))
