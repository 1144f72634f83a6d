"""What allauth lacks: "My account", the profile, and the way to a second factor."""

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import panels, second_factor, services
from accounts.forms import ProfileForm
from accounts.people import signed_in


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {"panels": panels.shown_to(request), "protected": get_mfa_adapter().is_mfa_enabled(request.user)}
    return render(request, "accounts/home.html", context)


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = ProfileForm(request.POST or None, instance=user, initial={"language": user.language or "fr"})
    if request.method == "POST" and form.is_valid():
        services.update_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:home")
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@login_required
@require_safe
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second factor, and which; where one was going is offered again once it stands."""
    wanted = request.GET.get("next", "")
    following = wanted if get_adapter().is_safe_url(wanted) else ""
    context = {"following": following, "done": second_factor.has_one(signed_in(request))}
    return render(request, "accounts/second_factor.html", context)
