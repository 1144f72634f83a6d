"""Packs, made on the national portal, taken by territories from their library."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.codesign.forms import PackForm
from assessments.codesign.queries import packs as queries
from assessments.codesign.services import sharing as services
from assessments.editor.access import EDIT, PUBLISH, for_team, territory_of
from assessments.frameworks.models import Pack
from assessments.frameworks.services import UnsoundFramework


@for_team(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """For the national team."""
    territory = territory_of(request)
    if not territory.is_national:
        raise Http404
    form = PackForm(request.POST or None, versions=queries.packable(territory))
    if request.method == "POST" and form.is_valid():
        try:
            services.make_pack(territory=territory, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, _("The pack is ready. Offer it when you wish."))
            return redirect("codesign:library")
    return render(request, "codesign/pack.html", {"form": form})


@for_team(PUBLISH)
@require_POST
def offer(request: HttpRequest, pack: int) -> HttpResponse:
    """Offer it, or (`withdraw`) offer it no more."""
    found: Pack = get_object_or_404(Pack, pk=pack, territory=territory_of(request))
    if request.POST.get("withdraw"):
        services.withdraw_pack(pack=found)
        messages.success(request, _("The pack is offered no more."))
    else:
        services.publish_pack(pack=found)
        messages.success(request, _("The pack is offered to every territory."))
    return redirect("codesign:library")


@for_team(EDIT)
@require_POST
def take(request: HttpRequest, pack: int) -> HttpResponse:
    """A draft over each framework of the pack."""
    found: Pack = get_object_or_404(queries.offered(territory_of(request)), pk=pack)
    try:
        made = services.take_pack(pack=found, territory=territory_of(request))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("codesign:library")
    except UnsoundFramework:
        messages.error(request, _("It does not hold together here: its authors must mend it first."))
        return redirect("codesign:library")
    if made:
        said = ngettext("%(count)s draft is ready.", "%(count)s drafts are ready.", len(made))
        messages.success(request, said % {"count": len(made)})
    else:
        messages.info(request, _("You have everything of this pack already."))
    return redirect("editor:list")
