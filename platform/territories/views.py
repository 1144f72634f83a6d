"""The back-office of a space: how it presents itself, and who runs it. For its administrators."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from territories import desk as desks
from territories import queries, services
from territories.forms import BrandingForm, RoleForm
from territories.models import Role, RoleName, Territory

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """Signed in, and an administrator of the territory whose host this is; else 403."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm("territories.administer", request.territory):  # type: ignore[attr-defined]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@desks.for_role(RoleName.READER)
def desk(request: HttpRequest) -> HttpResponse:
    """Where the team works: one entry by page that the person's role opens."""
    return render(request, "territories/desk.html", {"entries": desks.entries(request)})


@for_administrators
def branding(request: HttpRequest) -> HttpResponse:
    # Read anew: a refused form leaves its values on the instance, and the header must not show them.
    territory = Territory.objects.get(pk=request.territory.pk)  # type: ignore[attr-defined]
    form = BrandingForm(request.POST or None, request.FILES or None, instance=territory)
    if request.method == "POST" and form.is_valid():
        services.update_branding(territory=territory, **form.cleaned_data)
        messages.success(request, _("The space now looks like this."))
        return redirect("territories:branding")
    return render(request, "territories/branding.html", {"form": form})


@for_administrators
def team(request: HttpRequest) -> HttpResponse:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            granted = services.welcome(
                territory=territory, email=form.cleaned_data["email"], role=RoleName(form.cleaned_data["role"])
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("%(person)s is in the team.") % {"person": granted.user})
            return redirect("territories:team")
    return render(request, "territories/team.html", {"form": form, "team": queries.team(territory)})


@require_POST
@for_administrators
def leave_team(request: HttpRequest, pk: int) -> HttpResponse:
    role: Role = get_object_or_404(Role.objects.select_related("user", "territory"), pk=pk)
    try:
        services.revoke_role(role=role)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("%(person)s has left the team. What they made stays.") % {"person": role.user})
    return redirect("territories:team")
