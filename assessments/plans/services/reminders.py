"""Mails before, on and after the day of an action: one by action and stage, however often the task runs."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.plans.domain.schedule import FORGOTTEN, MONTH, STAGES, due
from assessments.plans.models import LIVE, Action, Quiet, Reminder
from assessments.plans.services.checking import people_of
from assessments.results.wording import day
from notifications.services import send_mail
from territories.models import Territory

AHEAD: timedelta = dict(STAGES)[MONTH]


def remind(*, territory: Territory, today: date) -> int:
    """Mail what is due today in the open scope, which is that of `territory`; how many mails were queued.

    Each action is a transaction of its own: the line that says "told" and the mail are kept together or not at all.
    """
    near = Action.objects.filter(status__in=LIVE, due_on__gte=today - FORGOTTEN, due_on__lte=today + AHEAD)
    return sum(_remind(pk, territory, today) for pk in list(near.order_by("due_on", "id").values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: object, territory: Territory, today: date) -> int:
    rows = Action.objects.select_for_update().select_related("plan__organisation")
    action: Action | None = rows.filter(pk=pk, status__in=LIVE).first()
    if action is None:
        return 0
    stage = due(action.due_on, timezone.localdate(action.created_at), today)
    if not stage or Reminder.objects.filter(action=action, stage=stage, due_on=action.due_on).exists():
        return 0
    Reminder.objects.create(action=action, stage=stage, due_on=action.due_on, at=timezone.now())
    people = people_of(action)
    quiet = set(Quiet.objects.filter(user__in=people).order_by().values_list("user_id", flat=True))
    told = [person for person in people if person.pk not in quiet]
    for person in told:
        _mail(action, stage, person, territory, today)
    return len(told)


def _mail(action: Action, stage: str, person: User, territory: Territory, today: date) -> None:
    organisation = action.plan.organisation
    language = person.language or "fr"
    with translation.override(language):
        when = day(action.due_on)
    send_mail(
        template="plans/mail/reminder",
        to=person.email,
        territory=territory,
        context={
            "title": action.title,
            "organisation": organisation.name,
            "stage": stage,
            "day": when,
            "days": abs((action.due_on - today).days),
            "url": territory.root_url + reverse("plans:action", args=[organisation.pk, action.pk]),
            "stop": territory.root_url + reverse("plans:reminders"),
        },
        language=language,
    )


@transaction.atomic
def set_quiet(*, user: User, territory: Territory, quiet: bool) -> None:
    """Stop the reminders of this territory for `user`, or take them up again."""
    if quiet:
        Quiet.objects.get_or_create(territory=territory, user=user)
    else:
        Quiet.objects.filter(territory=territory, user=user).delete()
