"""Deciding an action, changing it, carrying it out."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.plans.limits import MOST_ACTIONS, check_due, check_past
from assessments.plans.models import Action, ActionEvent, Happened, Plan, Status
from assessments.results.models import Result
from assessments.scoring import Answer
from assessments.toolbox.models import Resource
from organisations.models import Membership, Organisation
from outbox.services import announce

EDITABLE = ("title", "due_on", "owner", "owner_name", "commitment", "indicator", "unit", "planned")
ABOUT_WHO = {"owner", "owner_name"}
"""May change once the agent has verified what was done."""


@transaction.atomic
def start_action(
    *,
    organisation: Organisation,
    author: User | None,
    title: str,
    due_on: date,
    question_code: str = "",
    theme: str = "",
    version: FrameworkVersion | None = None,
    result: Result | None = None,
    target: Answer = None,
    commitment: str = "",
    owner: User | None = None,
    owner_name: str = "",
    indicator: str = "",
    unit: str = "",
    planned: Decimal | None = None,
    resources: Iterable[Resource] = (),
    key: UUID | None = None,
) -> Action:
    """An action of the organisation's plan, which is made with the first one.

    `key`: of the form; asking again with the same key gives the same action. Raises ValidationError.
    """
    plan = _plan_of(organisation)
    Plan.objects.select_for_update().get(pk=plan.pk)  # two clicks make one action
    made: Action | None = Action.objects.filter(plan=plan, key=key).first() if key else None
    if made is not None:
        return made
    if Action.objects.filter(plan=plan).count() >= MOST_ACTIONS:
        raise ValidationError(_("This plan is full: finish or give up some actions first."), code="many")
    _check_due(due_on)
    action = Action(
        plan=plan, key=key or uuid4(), title=title, due_on=due_on, question_code=question_code, theme=theme,
        version=version, result=result, target=target, commitment=commitment, owner=owner, owner_name=owner_name,
        indicator=indicator, unit=unit, planned=planned,
    )  # fmt: skip
    _check_owner(action)
    action.full_clean()
    action.save(force_insert=True)
    action.resources.set(resources)
    note(action, Happened.STARTED, author)
    tell("action_started", action)
    return action


def _plan_of(organisation: Organisation) -> Plan:
    plan: Plan
    plan, _made = Plan.objects.get_or_create(organisation=organisation, defaults={"territory": organisation.territory})
    return plan


@transaction.atomic
def edit_action(
    *, action: Action, author: User | None, facts: Mapping[str, Any], resources: Iterable[Resource] | None = None
) -> Action:
    """Change what was decided. `facts`: any of EDITABLE. A day that is past already may stay; a new one is to come.
    Other words than those that the agent verified take the agent's mark away.

    Raises ValidationError.
    """
    unknown = set(facts) - set(EDITABLE)
    if unknown:
        raise ValueError(f"not to be edited: {', '.join(sorted(unknown))}")
    held = locked(action)
    if "due_on" in facts and facts["due_on"] != held.due_on:
        _check_due(facts["due_on"])
    changed = [name for name, value in facts.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, facts[name])
    if "owner" in changed:
        _check_owner(held)
    if not set(changed) <= ABOUT_WHO:  # what the agent saw is not what is written any more
        held.verified_by, held.verified_at = None, None
    held.full_clean()
    if resources is not None:
        held.resources.set(resources)
    if changed:
        held.save(update_fields=[*changed, "verified_by", "verified_at", "updated_at"])
        note(held, Happened.EDITED, author)
    return held


@transaction.atomic
def change_status(
    *, action: Action, status: Status, author: User | None, words: str = "", on: date | None = None
) -> Action:
    """Carry it on, finish it (`on`: the day, today by default), or give it up, for which `words` say why.

    The same status again changes nothing. Going on after it was done takes the agent's mark away. Raises
    ValidationError.
    """
    held = locked(action)
    if held.status == status:
        return held
    if status == Status.DROPPED and not words.strip():
        raise ValidationError({"words": _("Say in a few words why you give it up.")})
    day = on or timezone.localdate()
    if status == Status.DONE:
        _check_day("on", day)
    held.status = status
    held.done_on = day if status == Status.DONE else None
    held.dropped_because = words if status == Status.DROPPED else ""
    held.verified_by, held.verified_at = None, None
    if status == Status.DONE:
        held.sent_back = ""
    held.full_clean()
    held.save()
    note(held, Happened(str(status)), author, words)
    if status == Status.DONE:
        tell("action_done", held)
    return held


def locked(action: Action) -> Action:
    """The row as it stands, held until the end of the transaction."""
    held: Action = Action.objects.select_for_update().select_related("plan__organisation__territory").get(pk=action.pk)
    return held


def note(action: Action, what: Happened, by: User | None, words: str = "") -> None:
    """Add a line to the history."""
    event = ActionEvent(action=action, what=what, words=words, by=by, at=timezone.now())
    event.full_clean()
    event.save(force_insert=True)


def tell(topic: str, action: Action) -> None:
    announce(topic=topic, territory=action.plan.organisation.territory, payload={"action": str(action.pk)})


def _check_due(due_on: date) -> None:
    try:
        check_due(due_on, timezone.localdate())
    except ValidationError as refusal:
        raise ValidationError({"due_on": refusal}) from refusal


def _check_day(field: str, day: date) -> None:
    try:
        check_past(day, timezone.localdate())
    except ValidationError as refusal:
        raise ValidationError({field: refusal}) from refusal


def _check_owner(action: Action) -> None:
    """Whoever takes care of it answers for the organisation: others are named, and receive nothing."""
    if action.owner_id is None:
        return
    if not Membership.objects.filter(organisation=action.plan.organisation_id, user=action.owner_id).exists():
        raise ValidationError({"owner": _("Choose a member of the organisation, or write a name.")})
