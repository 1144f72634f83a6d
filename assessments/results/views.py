"""Load, ask permission, call one verb. Who may not open a result gets the 404 of what does not exist."""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.responses.access import assessment_or_404, may_attach, may_begin_again
from assessments.responses.services import NothingAnswered
from assessments.results import leaves, marks, panels, queries, services
from assessments.results.access import result_or_404
from assessments.results.domain import codes
from assessments.results.forms import CodeForm, VisibilityForm
from assessments.results.models import WIDE, State, Visibility
from assessments.results.opening import open_reading
from assessments.results.permissions import may_choose_visibility
from assessments.results.trend import trend_of
from assessments.results.verdict import Verdict, verdict
from assessments.results.written import Page
from core.limits import within
from organisations.models import Organisation
from territories.scope import Subtree, territory_scope

TRIES_A_MINUTE = 10
MINUTE = 60  # seconds
AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


@require_POST
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = assessment_or_404(request, pk)
    try:
        result = services.submit(assessment=assessment)
    except NothingAnswered:
        messages.error(request, _("There is no answer yet: answer one question at least, then come back here."))
        return redirect("responses:check", pk=pk)
    return redirect("results:detail", pk=result.pk)


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    result = result_or_404(request, pk, queries.for_page(_spared(request)))
    marks.read(request, result)
    reading = open_reading(result)
    page = Page(reading)
    context = {
        "result": result,
        "reading": reading,
        "page": page.told(is_linked=leaves.is_offered(request, reading)),
        "panels": panels.render_all(request, reading),
        "may_choose": may_choose_visibility(request, result),
        "visibility_form": VisibilityForm(initial={"visibility": result.visibility}, label_suffix=""),
        "is_held_only": not request.user.is_authenticated,
        "may_attach": may_attach(request, result.assessment),
        "may_begin_again": may_begin_again(request, result.assessment),
    }
    page.save()
    return _private(render(request, "results/detail.html", context))


@require_GET
def trend(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every result of an organisation on one ruler, for those who answer for it."""
    organisation: Organisation = get_object_or_404(Organisation.objects.select_related("territory"), pk=pk)
    if not request.user.has_perm("organisations.answer", organisation):
        raise Http404
    found = trend_of(organisation, timezone.localdate())
    return _private(render(request, "results/trend.html", {"organisation": organisation, "trend": found}))


@require_POST
def visibility(request: HttpRequest, pk: UUID) -> HttpResponse:
    result = result_or_404(request, pk)
    if not may_choose_visibility(request, result):
        raise Http404
    form = VisibilityForm(request.POST)
    if form.is_valid():
        chosen = Visibility(form.cleaned_data["visibility"])
        services.choose_visibility(result=result, visibility=chosen, user=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Kept. You can change your mind at any time."))
    return redirect(reverse("results:detail", args=[pk]) + "#visibility")


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST asks for the PDF; GET says where it stands, as a page, or as a fragment for the script."""
    result = result_or_404(request, pk)
    if request.method == "POST":
        services.ask_report(result=result, language=_language())
        return redirect("results:report", pk=pk)
    asked = queries.report_of(result, _language())
    if asked is None:
        return redirect("results:detail", pk=pk)
    failed = asked.state == State.FAILED or services.is_late(asked)
    template = "results/report_state.html" if "etat" in request.GET else "results/report.html"
    return _private(render(request, template, {"result": result, "report": asked, "failed": failed}))


@require_GET
def report_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    result = result_or_404(request, pk)
    asked = queries.report_of(result, _language())
    if asked is None or asked.state != State.READY:
        return redirect("results:report" if asked else "results:detail", pk=pk)
    name = _("result-%(code)s.pdf") % {"code": result.printed_code}
    return _private(FileResponse(asked.file.open("rb"), as_attachment=True, filename=name))


@require_GET
def verify(request: HttpRequest) -> HttpResponse:
    """The public form; a code typed well leads to its own address."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("results:verify_code", code=form.cleaned_data["code"])
    return render(request, "results/verify.html", {"form": form})


@require_GET
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What a code proves, to whoever holds it: see docs/results.md. A few tries a minute and address."""
    if not within("verify", get_adapter().get_client_ip(request), TRIES_A_MINUTE, MINUTE):
        return _private(render(request, "results/verify_later.html", status=429))
    found = _find(request, code)
    context = {"form": CodeForm(), "verdict": found, "typed": code[:40]}
    return _private(render(request, "results/verified.html", context, status=200 if found else 404))


def _spared(request: HttpRequest) -> Collection[str]:
    """Members are told what rests on the figures, whatever is kept; others read what is written."""
    return set(WIDE) - {"explanation"} if request.user.is_authenticated else WIDE


def _find(request: HttpRequest, typed: str) -> Verdict | None:
    """A territory vouches for its own reports and for those below it: the national portal for all."""
    code = codes.parse(typed)
    with territory_scope(Subtree(request.territory)):  # type: ignore[attr-defined]
        result = queries.by_code(code) if code else None
    return verdict(result) if result else None


def _language() -> str:
    return (get_language() or "fr")[:2]


def _private(response: AnyResponse) -> AnyResponse:
    """Never kept by a cache, never listed by a search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
