"""Rooms, for who animates them: the screen that the room looks at, the results, the conclusions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.people import signed_in
from assessments.codesign import desk, outline
from assessments.codesign.forms import RoomForm
from assessments.codesign.models import Room
from assessments.codesign.qr import qr_svg
from assessments.codesign.queries import rooms as queries
from assessments.codesign.services import rooms as services
from assessments.editor.access import EDIT, READ, for_team, may, territory_of
from assessments.frameworks.domain.document import Document
from core.text import pick


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """The rooms of a version; the form opens another."""
    version = desk.own(request, pk, EDIT if request.method == "POST" else READ)
    document = outline.document_of(version)
    form = RoomForm(request.POST or None, themes=[(theme.code, pick(theme.title)) for theme in document.themes])
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_room(
                version=version, territory=territory_of(request), user=signed_in(request),
                title=form.cleaned_data["title"], questions=_asked(document, form.cleaned_data["theme"]),
            )  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect("codesign:room", pk=made.pk)
    context = {"rooms": queries.rooms_of(version, territory_of(request)), "form": form, "may_open": may(request, EDIT)}
    return desk.page(request, "codesign/rooms.html", version, context)


def _asked(document: Document, theme: str) -> list[str]:
    themes = [one for one in document.themes if theme in ("", one.code) and not one.hidden]
    return [question.code for top in themes for one in top.walk() for question in one.questions if not question.hidden]


@for_team(EDIT)
@require_safe
def room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The screen: one question, the counts, the way in for phones."""
    found = _room(request, pk, EDIT)
    address = request.build_absolute_uri(reverse("codesign:vote", args=[found.code]))
    context = {
        "room": found,
        "question": next((q for q in outline.document_of(found.version).questions() if q.code == found.current), None),
        "address": address,
        "entrance": request.build_absolute_uri(reverse("codesign:enter")),
        "qr": qr_svg(address, _("QR code of the address of the room")),
        **_live(found),
    }
    return render(request, "codesign/room.html", context)


@for_team(EDIT)
@require_safe
def count(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The counts alone, for the script that follows them."""
    found = _room(request, pk, EDIT)
    return render(request, "codesign/includes/count.html", {"room": found, **_live(found)})


def _live(found: Room) -> dict[str, Any]:
    return {"tally": queries.tally(found, found.current), "ballots": queries.ballots(found)}


@for_team(EDIT)
@require_POST
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another question: its place in the room, from 0, is what the form says."""
    place = request.POST.get("place", "")
    services.show(room=_room(request, pk, EDIT), place=int(place) if place.isdecimal() and len(place) < 5 else 0)
    return redirect("codesign:room", pk=pk)


@for_team(EDIT)
@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    services.close_room(room=_room(request, pk, EDIT))
    messages.success(request, _("The vote is closed."))
    return redirect("codesign:room_summary", pk=pk)


@for_team()
@require_safe
def summary(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the room wishes, question by question."""
    found = _room(request, pk, READ)
    titles = outline.titles(outline.document_of(found.version))
    context = {
        "room": found,
        "rows": [(titles.get(tally.code, tally.code), tally) for tally in queries.tallies(found)],
        "ballots": queries.ballots(found),
        "may_propose": may(request, EDIT) and not found.is_open and not found.proposed_at,
        "edits_room": may(request, EDIT),
    }
    return desk.page(request, "codesign/room_summary.html", found.version, context)


@for_team(EDIT)
@require_POST
def propose(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _room(request, pk, EDIT)
    try:
        written = services.propose(room=found, user=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("codesign:room_summary", pk=pk)
    said = ngettext(
        "%(count)s conclusion stands under its question.", "%(count)s conclusions stand under their questions.", written
    )
    messages.success(request, said % {"count": written})
    return redirect("codesign:comments", pk=found.version_id)


def _room(request: HttpRequest, pk: UUID, permission: str) -> Room:
    if not may(request, permission):
        raise Http404
    related = Room.objects.select_related("version__framework__territory", "version__base__framework", "territory")
    found: Room = get_object_or_404(related, pk=pk)
    return found
