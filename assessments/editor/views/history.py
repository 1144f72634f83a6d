"""Who changed what, and the way back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.people import signed_in
from assessments.editor import access, desk, queries, services, telling, wording
from assessments.editor.domain.operations import Refused, StaleEdit
from assessments.frameworks.models import Immutable
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import UnsoundFramework

ON_A_PAGE = 30


@require_safe
@access.for_team()
def history(request: HttpRequest, pk: int) -> HttpResponse:
    version = access.own_version_or_404(request, pk)
    page = Paginator(queries.history(version), ON_A_PAGE).get_page(request.GET.get("page"))
    document = read_rows(version)
    told = [(edit, telling.sentences(document, edit)) for edit in page]
    return render(request, "editor/history.html", desk.context(request, version) | {"page": page, "told": told})


@require_POST
@access.for_team(access.EDIT)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """`go`: "undo" or "redo"; `next`: the page to come back to."""
    version = access.own_version_or_404(request, pk)
    again = request.POST.get("go") == "redo"
    try:
        done = (services.redo if again else services.undo)(version=version, user=signed_in(request))
    except StaleEdit:
        messages.error(request, _("What it changed was changed again since: change it by hand."))
    except Refused as refused:
        messages.error(request, wording.refusal(refused))
    except (UnsoundFramework, Immutable):
        messages.error(request, _("This version is not a draft any more: it cannot be changed."))
    else:
        said = _("Done again: %(what)s") if again else _("Undone: %(what)s")
        messages.success(request, said % {"what": telling.summary(done)})
    return redirect(_next(request, pk))


def _next(request: HttpRequest, pk: int) -> str:
    wanted = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if here and wanted.startswith("/questionnaires/") else reverse("editor:tree", args=[pk])
