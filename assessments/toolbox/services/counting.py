"""How often a resource is shown, opened, kept, done, put aside, by month: figures without names."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments.toolbox.models import UsageCount
from territories.models import Territory

COUNTED = ("shown", "opened", "kept", "done", "dismissed")


@transaction.atomic
def count(*, territory: Territory, resources: Collection[int], what: str) -> None:
    """One more `what` (of COUNTED) this month for each of `resources`. One query once each has its row."""
    if what not in COUNTED:
        raise ValueError(what)
    month = timezone.localdate().replace(day=1)
    rows = UsageCount.objects.filter(territory=territory, month=month, resource__in=resources)
    if rows.update(**{what: F(what) + 1}) == len(resources):
        return
    there = set(rows.filter(**{f"{what}__gt": 0}).order_by().values_list("resource", flat=True))
    missing = [pk for pk in resources if pk not in there]
    UsageCount.objects.bulk_create(
        (UsageCount(territory=territory, resource_id=pk, month=month) for pk in missing), ignore_conflicts=True
    )
    rows.filter(resource__in=missing).update(**{what: F(what) + 1})
