"""For employees: the questions of a poll, once, without a name. No session, no account is looked at."""

from uuid import UUID

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assessments.frameworks.domain.document import Question
from assessments.frameworks.plan import compile_version
from assessments.responses import wording
from assessments.voices import services, tokens
from assessments.voices.models import Poll
from core.limits import within
from core.text import pick

COOKIE, SALT = "regard", "voices.ballot"
BALLOTS_AN_ADDRESS = 200
"""An hour, from one address, in one poll: a whole workshop shares it."""
GONE = 410
FIELD = "q-"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, token: str) -> HttpResponse:
    poll = _find(token)
    if poll is None:
        return render(request, "voices/closed.html", {"message": ""}, status=404)
    if not poll.is_open:
        return render(request, "voices/voted.html", {"poll": poll, "state": "closed"}, status=GONE)
    if has_voted(request, poll):
        status = 409 if request.method == "POST" else 200
        return render(request, "voices/voted.html", {"poll": poll, "state": "again"}, status=status)
    return _cast(request, poll) if request.method == "POST" else _page(request, poll)


def _find(token: str) -> Poll | None:
    pk: UUID | None = tokens.read(token, tokens.POLL)
    related = Poll.objects.select_related("assessment__version", "assessment__organisation")
    found: Poll | None = related.filter(pk=pk).first() if pk else None
    return found


def has_voted(request: HttpRequest, poll: Poll) -> bool:
    """From a cookie that says this and nothing else: the same for everyone, it goes to this one address only."""
    return bool(request.get_signed_cookie(COOKIE, default="", salt=f"{SALT}:{poll.pk}") == "1")


def _page(request: HttpRequest, poll: Poll, error: str = "") -> HttpResponse:
    plan, profile = compile_version(poll.assessment.version), poll.assessment.profile
    given = request.POST
    questions = [_asked(plan.question(code).worded_for(profile), given) for code in poll.questions]
    context = {"poll": poll, "questions": questions, "error": error}
    return render(request, "voices/ballot.html", context, status=400 if error else 200)


def _asked(question: Question, given: object) -> dict[str, object]:
    """`lines`: (name of the field, item or "", options as (value, label, checked))."""
    chosen = getattr(given, "get", lambda _name: None)
    items = {one.code: pick(one.title) for one in question.items} if question.kind == "scale" else {"": ""}
    lines = []
    for item, title in items.items():
        name = f"{FIELD}{question.code}={item}" if item else f"{FIELD}{question.code}"
        options = [(code, label, chosen(name) == code) for code, label in wording.choice_labels(question).items()]
        lines.append((name, title, options))
    return {"title": pick(question.title), "help": pick(question.help), "lines": lines, "is_scale": "" not in items}


def _cast(request: HttpRequest, poll: Poll) -> HttpResponse:
    # The address is hashed with the poll and forgotten within the hour: it is in no table.
    address = salted_hmac(SALT, f"{poll.pk}:{get_adapter().get_client_ip(request)}").hexdigest()
    if not within("employees", address, BALLOTS_AN_ADDRESS):
        return _page(request, poll, _("Many people have answered from here: try again in an hour."))
    try:
        services.cast(poll=poll, choices=_choices(request, poll))
    except services.PollClosed:
        return render(request, "voices/voted.html", {"poll": poll, "state": "closed"}, status=GONE)
    except ValidationError as refusal:
        return _page(request, poll, refusal.messages[0])
    response = render(request, "voices/voted.html", {"poll": poll, "state": "thanks"})
    response.set_signed_cookie(
        COOKIE, "1", salt=f"{SALT}:{poll.pk}", expires=poll.closes_at, path=request.path, httponly=True,
        samesite="Lax", secure=request.is_secure(),
    )  # fmt: skip
    return response


def _choices(request: HttpRequest, poll: Poll) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        code, _sign, item = name.removeprefix(FIELD).partition("=")
        if name.startswith(FIELD) and code in poll.questions and isinstance(value, str) and value:
            found.setdefault(code, {})[item] = value
    return found
