"""Loading what an address names, for who may see it. Inside the active scope: a neighbour's is a 404."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from organisations.models import Organisation
from territories.models import Territory


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    return territory


def organisation_for(request: HttpRequest, pk: UUID, permission: str) -> Organisation:
    """Raises Http404 outside the territory, PermissionDenied without `permission`."""
    organisation: Organisation = get_object_or_404(Organisation.objects.select_related("territory", "commune"), pk=pk)
    if not request.user.has_perm(permission, organisation):
        raise PermissionDenied
    return organisation
