"""Who opens which version. What one may not see does not exist: 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from assessments.frameworks.freezing import FROZEN
from assessments.frameworks.models import FrameworkVersion
from territories.models import Territory

View = Callable[..., HttpResponse]
READ, EDIT, PUBLISH = "territories.read", "territories.animate", "territories.administer"


def for_team(permission: str = READ) -> Callable[[View], View]:
    """Signed in, and allowed `permission` in the territory whose host this is; else 404."""

    def decorate(view: View) -> View:
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request, permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def may(request: HttpRequest, permission: str) -> bool:
    return request.user.has_perm(permission, territory_of(request))


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    return territory


def visible_versions(territory: Territory) -> QuerySet[FrameworkVersion]:
    """Every version of the territory's own frameworks, and what its ancestors have published."""
    seen = Q(framework__territory=territory) | Q(status__in=FROZEN)
    versions: QuerySet[FrameworkVersion] = FrameworkVersion.objects.filter(seen)
    return versions.select_related("framework__territory", "base__framework", "forked_from__framework")


def version_or_404(request: HttpRequest, pk: int) -> FrameworkVersion:
    """The version as `for_team()` may read it."""
    found: FrameworkVersion | None = visible_versions(territory_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_version_or_404(request: HttpRequest, pk: int) -> FrameworkVersion:
    """A version of the territory's own: nobody changes what they inherit."""
    version = version_or_404(request, pk)
    if version.framework.territory_id != territory_of(request).pk:
        raise Http404
    return version


def may_edit(request: HttpRequest, version: FrameworkVersion) -> bool:
    """Whether the questions of `version` can be changed here and now, by who asks."""
    return (
        version.framework.territory_id == territory_of(request).pk
        and version.status == FrameworkVersion.Status.DRAFT
        and may(request, EDIT)
    )
