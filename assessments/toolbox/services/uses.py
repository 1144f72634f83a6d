"""What an organisation makes of a resource."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.toolbox.models import Resource, ResourceUse, UseState
from assessments.toolbox.services.counting import count
from organisations.models import Organisation
from outbox.services import announce
from territories.scope import active_territory


@transaction.atomic
def use(*, resource: Resource, organisation: Organisation, state: UseState, user: User) -> ResourceUse:
    """Keep it, say that it is done, or put it aside: one state at a time. Counted when it changes."""
    row = ResourceUse.objects.select_for_update().filter(resource=resource, organisation=organisation).first()
    found: ResourceUse = row or ResourceUse(resource=resource, organisation=organisation)
    is_news = found.state != state
    found.state, found.by, found.at = state, user, timezone.now()
    found.full_clean(validate_unique=False)
    found.save()
    if is_news:
        count(territory=active_territory(), resources=[resource.pk], what=str(state))
        payload: dict[str, object] = {
            "resource": resource.pk,
            "organisation": str(organisation.pk),
            "state": str(state),
        }
        announce(topic="resource_used", territory=active_territory(), payload=payload)
    return found


@transaction.atomic
def forget(*, resource: Resource, organisation: Organisation) -> bool:
    """Take back what was said of it; whether something was."""
    deleted, _ = ResourceUse.objects.filter(resource=resource, organisation=organisation).delete()
    return bool(deleted)
