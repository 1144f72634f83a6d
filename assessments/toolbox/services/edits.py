"""What the team of a territory does to its own resources."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.toolbox.importing.limits import CODE, fitting, slug
from assessments.toolbox.models import Resource
from assessments.toolbox.models.stamp import bump
from assessments.toolbox.services.references import delete_unused, used_among
from outbox.services import announce
from territories.models import Territory


@transaction.atomic
def create(*, territory: Territory, user: User, **values: Any) -> Resource:
    """A resource of `territory`, checked today. Its code comes from its title. Raises ValidationError by field."""
    resource = Resource(territory=territory, **values)
    resource.code = _free_code(territory, next(iter(resource.title.values()), ""))
    resource.checked_on = timezone.localdate()
    return _save(resource, "resource_created", user)


def _free_code(territory: Territory, title: str) -> str:
    wanted = fitting(slug(title) or "ressource", CODE - 5)
    rows = Resource.objects.filter(territory=territory, code__startswith=wanted).order_by()
    taken = set(rows.values_list("code", flat=True))
    codes = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)


@transaction.atomic
def edit(*, resource: Resource, user: User, **values: Any) -> Resource:
    """Raises ValidationError by field."""
    for name, value in values.items():
        setattr(resource, name, value)
    return _save(resource, "resource_edited", user)


def _save(resource: Resource, topic: str, user: User) -> Resource:
    resource.updated_on = timezone.localdate()
    resource.full_clean()
    resource.save()
    _say(resource, topic, user)
    return resource


def _say(resource: Resource, topic: str, user: User) -> None:
    announce(topic=topic, territory=resource.territory, payload={"resource": resource.pk, "by": user.pk})


@transaction.atomic
def suspend(*, resource: Resource, user: User, suspended: bool) -> Resource:
    """Not proposed for a while, or proposed again."""
    resource.suspended = suspended
    resource.save(update_fields=["suspended", "updated_at"])
    _say(resource, "resource_edited", user)
    return resource


@transaction.atomic
def mark_checked(*, resource: Resource, user: User) -> Resource:
    """Somebody looked at it today: a review that was due is done."""
    today = timezone.localdate()
    resource.checked_on = today
    if resource.review_by is not None and resource.review_by <= today:
        resource.review_by = None
    resource.save(update_fields=["checked_on", "review_by", "updated_at"])
    _say(resource, "resource_edited", user)
    return resource


@transaction.atomic
def remove(*, resource: Resource, user: User) -> bool:
    """Delete it; True. One that somebody keeps, reported or plans with is taken away from the lists instead; False.

    Raises PermissionDenied for one that a catalogue or a questionnaire keeps: it would come back with it.
    """
    if resource.source or resource.framework:
        raise PermissionDenied
    used = used_among({resource.pk}, resource.territory)
    _say(resource, "resource_removed", user)
    if used:
        resource.retired_on = timezone.localdate()
        resource.save(update_fields=["retired_on", "updated_at"])
        return False
    delete_unused({resource.pk})
    bump([resource.territory_id])
    return True


@transaction.atomic
def bring_back(*, resource: Resource, user: User) -> Resource:
    """Show again one that was taken away by hand."""
    resource.retired_on = None
    resource.save(update_fields=["retired_on", "updated_at"])
    _say(resource, "resource_edited", user)
    return resource
