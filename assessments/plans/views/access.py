"""Loading what an address names, for who may see it: who may not gets the 404 of what does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from assessments.plans.models import Action
from assessments.plans.queries import with_traces
from organisations.models import Organisation
from territories.models import Territory


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    return territory


def organisation_for(request: HttpRequest, pk: UUID, permission: str) -> Organisation:
    organisation: Organisation = get_object_or_404(Organisation.objects.all(), pk=pk)
    organisation.territory = territory_of(request)  # the scope lets no other through
    if not request.user.has_perm(permission, organisation):
        raise Http404
    return organisation


def action_for(request: HttpRequest, pk: UUID, action: UUID, permission: str) -> Action:
    """The action of that very organisation, with all its page shows."""
    organisation = organisation_for(request, pk, permission)
    found: Action = get_object_or_404(with_traces(Action.objects.filter(plan__organisation=organisation)), pk=action)
    found.plan.organisation = organisation
    return found
