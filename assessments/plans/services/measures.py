"""Dated figures of an action's indicator."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.plans.limits import MOST_MEASURES, check_past
from assessments.plans.models import Action, Measure
from assessments.plans.services.actions import locked


@transaction.atomic
def add_measure(*, action: Action, on: date, value: Decimal, author: User | None) -> Measure:
    """Keep `value`; a second one of the same day replaces the first. Raises ValidationError."""
    held = locked(action)
    try:
        check_past(on, timezone.localdate())
    except ValidationError as refusal:
        raise ValidationError({"on": refusal}) from refusal
    kept = Measure.objects.filter(action=held, on=on).first()
    if kept is None and Measure.objects.filter(action=held).count() >= MOST_MEASURES:
        raise ValidationError(_("This action has very many measures: take some away first."), code="many")
    measure: Measure = kept or Measure(action=held, on=on)
    measure.value, measure.by = value, author
    measure.full_clean()
    measure.save()
    _keep_latest(held)
    return measure


@transaction.atomic
def forget_measure(*, measure: Measure) -> None:
    held = locked(measure.action)
    measure.delete()
    _keep_latest(held)


def _keep_latest(action: Action) -> None:
    latest = Measure.objects.filter(action=action).order_by("-on", "-id").first()
    action.measured = latest.value if latest else None
    action.save(update_fields=["measured", "updated_at"])
