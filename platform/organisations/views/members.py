"""Who answers for an organisation: inviting, changing parts, leaving."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.people import signed_in
from organisations import queries, services
from organisations.forms import InviteForm, MemberRoleForm, take_refusal
from organisations.models import Invitation, Membership, Organisation
from organisations.views.access import organisation_for


@never_cache
@login_required
def members(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list for every member; the form for who manages."""
    organisation = organisation_for(request, pk, "organisations.view")
    may_manage = request.user.has_perm("organisations.manage", organisation)
    form = InviteForm(request.POST or None)
    if request.method == "POST":
        if not may_manage:
            raise PermissionDenied
        if form.is_valid() and _invite(request, organisation, form):
            return redirect("organisations:members", pk=pk)
    context = {
        "organisation": organisation,
        "may_manage": may_manage,
        "members": queries.members(organisation),
        "invitations": queries.open_invitations(organisation) if may_manage else (),
        "form": form,
    }
    return render(request, "organisations/members.html", context)


def _invite(request: HttpRequest, organisation: Organisation, form: InviteForm) -> bool:
    try:
        sent = services.invite(organisation=organisation, invited_by=signed_in(request), **form.cleaned_data)
    except ValidationError as refusal:
        take_refusal(form, refusal)
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": sent.email})
    return True


@require_POST
@login_required
def change_role(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    membership = _membership(organisation_for(request, pk, "organisations.manage"), member)
    form = MemberRoleForm(request.POST)
    if form.is_valid():
        try:
            services.change_member_role(membership=membership, role=form.cleaned_data["role"])
            messages.success(request, _("The change is saved."))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
    return redirect("organisations:members", pk=pk)


@require_POST
@login_required
def remove(request: HttpRequest, pk: UUID, member: int) -> HttpResponse:
    """By a manager, or by the person who leaves."""
    organisation = organisation_for(request, pk, "organisations.view")
    membership = _membership(organisation, member)
    leaving = membership.user_id == request.user.pk
    if not leaving and not request.user.has_perm("organisations.manage", organisation):
        raise PermissionDenied
    try:
        services.remove_member(membership=membership)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("organisations:members", pk=pk)
    messages.success(request, _("%(person)s has left the organisation.") % {"person": membership.user})
    return redirect("organisations:mine") if leaving else redirect("organisations:members", pk=pk)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: UUID, invitation: UUID) -> HttpResponse:
    organisation = organisation_for(request, pk, "organisations.manage")
    found: Invitation = get_object_or_404(
        Invitation.objects.select_related("organisation"), pk=invitation, organisation=organisation
    )
    try:
        services.withdraw_invitation(invitation=found)
        messages.success(request, _("The invitation is withdrawn: its link no longer works."))
    except services.InvitationClosed:
        messages.warning(request, _("This invitation was already accepted or withdrawn."))
    return redirect("organisations:members", pk=pk)


def _membership(organisation: Organisation, pk: int) -> Membership:
    found: Membership = get_object_or_404(Membership.objects.select_related("user"), pk=pk, organisation=organisation)
    return found
