"""The map old → new: what is proposed, what the authors make of it, line by line or by a file."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.codesign import desk, tables
from assessments.codesign.forms import FileForm, LinkForm
from assessments.codesign.queries.maps import sources_for
from assessments.editor import access
from assessments.editor.access import EDIT, READ, for_team, may, territory_of
from assessments.frameworks import maps, wording
from assessments.frameworks.domain import mapping
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.mapping import Fault, Link, Unreadable
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import UnsoundFramework
from assessments.frameworks.services import maps as services

A_PAGE = 100
SHOWN = 10
"""Reasons of a refused file that are said at once."""


@for_team()
@require_safe
def sources(request: HttpRequest, pk: int) -> HttpResponse:
    """From which version? The start of a map, and of a rehearsal."""
    version = desk.own(request, pk, READ)
    return desk.page(
        request, "codesign/map_sources.html", version, {"sources": sources_for(version, territory_of(request))}
    )


@for_team()
@require_safe
def links(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """The table of links, its faults, the way to a rehearsal."""
    version, former = _ends(request, pk, source, READ)
    return _page(request, version, former, FileForm())


def _page(request: HttpRequest, version: FrameworkVersion, former: FrameworkVersion, form: FileForm) -> HttpResponse:
    old, new = read_rows(former), read_rows(version)
    found = _links(version, former, request, old, new)
    only = request.GET.get("voir", "")
    table = tables.table(found, old, new, only if only in tables.FILTERS else "")
    context = {
        "former": former,
        "stored": maps.stored_map(former, version, territory_of(request)),
        "page": Paginator(table.lines, A_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(table.counts, only),
        "query": urlencode({"voir": only}) if only else "",
        "faults": [_said(fault) for fault in mapping.faults(found, old, new)],
        "form": form,
        "may_edit": may(request, EDIT),
    }
    return desk.page(request, "codesign/map.html", version, context)


def _tabs(counts: dict[str, int], only: str) -> list[tuple[str, str, bool]]:
    words = {
        tables.ALL: _("All questions"),
        tables.KEPT: _("Taken over"),
        tables.SEVERAL: _("Several into one"),
        tables.DROPPED: _("Dropped ones"),
        tables.NEW: _("New"),
    }
    return [
        (f"{label}, {counts[name]}", f"?{urlencode({'voir': name})}", name == only) for name, label in words.items()
    ]


def _said(fault: Fault) -> tuple[str, bool]:
    return maps.said(fault), fault.is_refused


def _links(
    version: FrameworkVersion, former: FrameworkVersion, request: HttpRequest, old: Document, new: Document
) -> tuple[Link, ...]:
    """What is stored, else what would be proposed."""
    stored = maps.stored_map(former, version, territory_of(request))
    return maps.links_of(stored) if stored else mapping.propose(old, new)


@for_team(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """One line: changed, added (without `old` and `new` in the address), or taken away."""
    version, former = _ends(request, pk, source, EDIT)
    old, new = read_rows(former), read_rows(version)
    found = _links(version, former, request, old, new)
    ends = (request.GET.get("old", ""), request.GET.get("new", ""))
    known = next((one for one in found if (one.old, one.new) == ends), None)
    if known is None and any(ends):
        raise Http404
    form = LinkForm(request.POST or None, initial=_initial(known))
    if request.method == "POST" and (request.POST.get("remove") or form.is_valid()):
        made = None if request.POST.get("remove") else form.link
        changed = tables.replaced(found, ends if known else None, made)
        if _saved(request, version, former, changed, form):
            return redirect("codesign:map", pk=pk, source=source)
    context = {
        "former": former,
        "form": form,
        "known": known,
        "old": list(old.questions()),
        "new": list(new.questions()),
    }
    return desk.page(request, "codesign/map_link.html", version, context)


def _initial(known: Link | None) -> dict[str, Any]:
    if known is None:
        return {}
    return {"old": known.old, "new": known.new, "weight": str(known.weight), "choices": tables.choices_text(known)}


def _saved(
    request: HttpRequest, version: FrameworkVersion, former: FrameworkVersion, changed: list[Link], form: LinkForm
) -> bool:
    """Whether the whole map could be kept; what is wrong goes to the form."""
    try:
        services.save_map(territory=territory_of(request), source=former, target=version, links=changed)
    except services.BrokenMap as broken:
        for fault in broken.faults:
            form.add_error(None, maps.said(fault))
        return False
    except (ValidationError, ValueError) as refusal:
        form.add_error(None, _unsound(refusal))
        return False
    messages.success(request, _("The map is kept."))
    return True


def _unsound(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return str(refusal.messages[0])
    return _("One of the two versions has faults. Correct the draft first: its check says what.")


@for_team(EDIT)
@require_POST
def propose(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """Keep what is proposed, in place of what was there."""
    version, former = _ends(request, pk, source, EDIT)
    try:
        services.propose_map(territory=territory_of(request), source=former, target=version)
        messages.success(request, _("The proposed map is kept: check it line by line."))
    except (ValidationError, ValueError) as refusal:
        messages.error(request, _unsound(refusal))
    return redirect("codesign:map", pk=pk, source=source)


@for_team(EDIT)
@require_POST
def load(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """A map read from a file, in place of what was there; or nothing changes."""
    version, former = _ends(request, pk, source, EDIT)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            services.import_map(
                territory=territory_of(request), source=former, target=version, data=sent.read(), name=sent.name
            )
        except Unreadable as error:
            _refuse(form, maps.unreadable(error))
        except services.BrokenMap as broken:
            _refuse(form, [maps.said(fault) for fault in broken.faults])
        except UnsoundFramework as unsound:
            _refuse(form, [wording.sentence(one) for one in unsound.problems] or [_("This file holds no map.")])
        except (ValidationError, ValueError) as refusal:
            _refuse(form, [_unsound(refusal)])
        else:
            messages.success(request, _("The map of the file is kept."))
            return redirect("codesign:map", pk=pk, source=source)
    return _page(request, version, former, form)


def _refuse(form: FileForm, reasons: list[str]) -> None:
    for reason in reasons[:SHOWN]:
        form.add_error("file", reason)
    if len(reasons) > SHOWN:
        form.add_error("file", _("And %(count)s more.") % {"count": len(reasons) - SHOWN})


@for_team()
@require_safe
def table_file(request: HttpRequest, pk: int, source: int) -> HttpResponse:
    """The map as a table to work on, and to send back."""
    version, former = _ends(request, pk, source, READ)
    found = _links(version, former, request, read_rows(former), read_rows(version))
    response = HttpResponse("\ufeff" + mapping.to_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="correspondances-{former.pk}-{version.pk}.csv"'
    return response


def _ends(request: HttpRequest, pk: int, source: int, permission: str) -> tuple[FrameworkVersion, FrameworkVersion]:
    """Ours, and the published one that it takes answers from."""
    version = desk.own(request, pk, permission)
    former = access.version_or_404(request, source)
    if former.pk == version.pk:
        raise Http404
    return version, former
