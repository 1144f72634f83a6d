"""Sharing a version; starting from what others share; what changed there since."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.codesign import desk, shared
from assessments.codesign.changes import parts_changed
from assessments.codesign.forms import ForkForm, SharingForm
from assessments.codesign.queries import packs
from assessments.codesign.services import sharing as services
from assessments.editor.access import EDIT, PUBLISH, READ, for_team, may, territory_of
from assessments.frameworks import services as frameworks
from assessments.frameworks.domain.slugs import slug


@for_team()
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may read and copy this version, and where it comes from."""
    version = desk.own(request, pk, PUBLISH if request.method == "POST" else READ)
    form = SharingForm(request.POST or None, initial={"sharing": version.sharing})
    if request.method == "POST" and form.is_valid():
        try:
            services.share(version=version, sharing=form.cleaned_data["sharing"])
        except ValidationError as refusal:
            form.add_error("sharing", refusal.messages[0])
            version.refresh_from_db(fields=["sharing"])
        else:
            messages.success(request, _("The change is saved."))
            return redirect("codesign:sharing", pk=pk)
    context = {"form": form, "may_share": may(request, PUBLISH), "source": shared.source_of(version)}
    return desk.page(request, "codesign/sharing.html", version, context)


@for_team()
@require_safe
def upstream(request: HttpRequest, pk: int) -> HttpResponse:
    """What the framework that this one was copied from has become since."""
    version = desk.own(request, pk, READ)
    source = shared.source_of(version)
    newer = shared.newer_edition(source) if source else None
    parts = parts_changed(shared.document_of(source), shared.document_of(newer)) if source and newer else []
    return desk.page(request, "codesign/upstream.html", version, {"source": source, "newer": newer, "parts": parts})


@for_team()
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What other territories share, and the packs of the national team."""
    territory = territory_of(request)
    context = {
        "versions": shared.versions_to_start_from(territory.pk),
        "packs": packs.offered(territory),
        "may_take": may(request, EDIT),
        "may_make": territory.is_national and may(request, PUBLISH),
    }
    return render(request, "codesign/library.html", context)


@for_team(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def fork(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of ours, copied from a shared version, with its origin."""
    source = shared.version_to_start_from(pk)
    if source is None:
        raise Http404
    initial = {"code": slug(f"{source.framework.code}-{territory_of(request).slug}"), "number": "1"}
    form = ForkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = frameworks.fork(source=source, territory=territory_of(request), **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error("code", refusal.messages[0])
        except frameworks.UnsoundFramework:
            form.add_error(None, _("It does not hold together here: its authors must mend it first."))
        else:
            messages.success(request, _("Here is your draft. It keeps the name of where it comes from."))
            return redirect("editor:tree", pk=made.pk)
    return render(request, "codesign/fork.html", {"source": source, "form": form})
