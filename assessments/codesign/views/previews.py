"""Previews, for the team: opening one, inviting, reading what was said."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import signed_in
from assessments.codesign import desk, outline
from assessments.codesign.forms import InviteForm, PreviewForm
from assessments.codesign.models import Invitation, Preview
from assessments.codesign.queries import previews as queries
from assessments.codesign.queries.previews import Heard
from assessments.codesign.services import previews as services
from assessments.editor.access import EDIT, READ, for_team, may, territory_of
from organisations.models import Kind


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def previews(request: HttpRequest, pk: int) -> HttpResponse:
    """The previews of a version; the form opens another."""
    version = desk.own(request, pk, EDIT if request.method == "POST" else READ)
    form = PreviewForm(request.POST or None, initial={"kind": Kind.COMPANY})
    if request.method == "POST" and form.is_valid():
        made = services.open_preview(
            version=version, territory=territory_of(request), user=signed_in(request), **form.cleaned_data
        )
        return redirect("codesign:preview", pk=made.pk)
    context = {
        "previews": queries.previews_of(version, territory_of(request)),
        "form": form,
        "may_open": may(request, EDIT),
        "kept": services.KEPT.days,
    }
    return desk.page(request, "codesign/previews.html", version, context)


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who was invited, and what was said of each question, the most troubling first. The form invites."""
    found = _preview(request, pk, EDIT if request.method == "POST" else READ)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, found, form):
        return redirect("codesign:preview", pk=pk)
    heard = queries.heard(found)
    context = {
        "preview": found,
        "invitations": queries.invitations_of(found) if may(request, EDIT) else (),
        "form": form,
        "heard": _by_trouble(found, heard),
        "may_invite": may(request, EDIT),
        "kept": services.KEPT.days,
    }
    return desk.page(request, "codesign/preview.html", found.version, context)


def _by_trouble(found: Preview, heard: dict[str, Heard]) -> list[tuple[str, str, Heard]]:
    """(code, title, what was heard): every question that was spoken of, those that the draft lost meanwhile too."""
    titles = outline.titles(outline.document_of(found.version))
    order = {code: place for place, code in enumerate(titles)}
    rows = [(code, titles.get(code, code), one) for code, one in heard.items()]
    return sorted(rows, key=lambda row: (-row[2].trouble, order.get(row[0], len(order)), row[0]))


def _invite(request: HttpRequest, found: Preview, form: InviteForm) -> bool:
    try:
        sent = services.invite(preview=found, emails=form.cleaned_data["emails"], user=signed_in(request))
    except ValidationError as refusal:
        form.add_error("emails", refusal.messages[0])
        return False
    said = ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", len(sent))
    messages.success(request, said % {"count": len(sent)})
    return True


@for_team(EDIT)
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.close_preview(preview=_preview(request, pk, EDIT))
    messages.success(request, _("The preview is closed: its links no longer open. What was said stays here."))
    return redirect("codesign:preview", pk=pk)


@for_team(EDIT)
@require_POST
def withdraw(request: HttpRequest, pk: UUID, invitation: UUID) -> HttpResponse:
    found = _preview(request, pk, EDIT)
    services.withdraw(invitation=get_object_or_404(Invitation, pk=invitation, preview=found))
    messages.success(request, _("The link no longer opens, and the address is forgotten."))
    return redirect("codesign:preview", pk=pk)


def _preview(request: HttpRequest, pk: UUID, permission: str) -> Preview:
    if not may(request, permission):
        raise Http404
    related = Preview.objects.select_related("version__framework__territory", "version__base__framework", "territory")
    found: Preview = get_object_or_404(related, pk=pk)
    return found
