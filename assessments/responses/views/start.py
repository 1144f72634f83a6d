"""Before the first question: what will be asked, and the button that begins."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import published_versions
from assessments.responses import access, outline, queries, services
from assessments.responses.models import Mode
from organisations.models import Kind, Organisation
from organisations.queries import organisations_of
from territories.models import Commune
from territories.scope import active_territory


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "responses/start.html", _context(request, request.GET))


@csrf_exempt
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Open to other sites' forms on purpose: a token would put a cookie on every home page, and the worst
    that a forged request does is to begin an empty assessment, a few times an hour.
    """
    version = _version(request.POST.get("framework", ""), list(published_versions(active_territory())))
    if version is None:
        return redirect("responses:start")
    organisation = _organisation(request, request.POST.get("organisation", ""))
    try:
        assessment = services.begin_assessment(
            territory=active_territory(),
            version=version,
            kind=_among(request.POST.get("kind"), Kind.values, Kind.COMPANY),
            mode=_among(request.POST.get("mode"), Mode.values, Mode.FULL),
            author=request.user if request.user.is_authenticated else None,
            commune=Commune.objects.filter(pk=request.POST.get("commune", "")).first(),
            organisation=organisation,
            address=get_adapter().get_client_ip(request),
        )
    except services.TooMany:
        context = {**_context(request, request.POST), "too_many": True}
        return render(request, "responses/start.html", context, status=429)
    access.hold(request, assessment)
    return redirect("responses:profile", assessment.pk)


def _context(request: HttpRequest, asked: Any) -> dict[str, Any]:
    open_here = list(published_versions(active_territory()))
    version = _version(asked.get("questionnaire", "") or asked.get("framework", ""), open_here)
    return {
        "version": version,
        "outline": outline.outline(compile_version(version)) if version else None,
        "others": [one for one in open_here if one != version],
        "kinds": Kind.choices,
        "kind": _among(asked.get("kind"), Kind.values, Kind.COMPANY),
        "commune": asked.get("commune", ""),
        "organisations": _organisations(request),
        "too_many": False,
        "under_way": list(queries.under_way(request.user, access.held(request))[:3]),
    }


def _version(code: str, open_here: list[FrameworkVersion]) -> FrameworkVersion | None:
    """The published version of framework `code`; the territory's usual one when "" is given, if there is one."""
    found = next((one for one in open_here if code in ("", one.framework.code)), None)
    if code and found is None:
        raise Http404
    return found


def _organisations(request: HttpRequest) -> list[Organisation]:
    return list(organisations_of(request.user)) if request.user.is_authenticated else []


def _organisation(request: HttpRequest, key: str) -> Organisation | None:
    """The one that the person answers for by this key; "" for none. Anything else is a 404."""
    found = next((one for one in _organisations(request) if str(one.pk) == key), None)
    if key and found is None:
        raise Http404
    return found


def _among(value: str | None, values: list[str], default: str) -> str:
    return value if value in values else default
