"""Stopping the reminders of this territory, or taking them up again: for oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.people import signed_in
from assessments.plans import queries, services
from assessments.plans.views.access import territory_of


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    if request.method == "POST":
        quiet = "stop" in request.POST
        services.set_quiet(user=user, territory=territory_of(request), quiet=quiet)
        messages.success(
            request, _("You receive no more reminders.") if quiet else _("You receive the reminders again.")
        )
        return redirect("plans:reminders")
    return render(request, "plans/reminders.html", {"is_quiet": queries.is_quiet(user)})
