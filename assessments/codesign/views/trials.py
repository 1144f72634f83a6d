"""What pioneers see: the questions of a draft theme by theme, and a word to say of each. No account."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessments.codesign import tokens, trial
from assessments.codesign.models import Feedback, Invitation, previews
from assessments.codesign.queries import previews as queries
from assessments.codesign.services import previews as services
from assessments.codesign.services.previews import Said
from assessments.frameworks.plan import Section
from assessments.responses.pages import Journey

GONE = 410


@never_cache
@require_safe
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks, what for, what becomes of it, and the themes."""
    found = _find(token)
    if found is None or not found.is_open:
        return _closed(request, found)
    services.note_opening(invitation=found)
    context = {"invitation": found, "preview": found.preview, "token": token, "kept": services.KEPT.days}
    try:
        trip = trial.read_trial(found.preview)
    except ValueError:
        return render(request, "codesign/trial.html", {**context, "lines": ()})
    return render(request, "codesign/trial.html", {**context, "lines": trial.lines(trip, queries.said_by(found))})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, token: str, theme: str) -> HttpResponse:
    """The questions of one theme. What is ticked as an answer is not even read; what is said of them is kept."""
    found = _find(token)
    if found is None or not found.is_open:
        return _closed(request, found)
    try:
        trip = trial.read_trial(found.preview)
    except ValueError:
        return redirect("codesign:trial", token=token)
    step = trip.step(theme)
    if step is None:
        raise Http404
    return (
        _take(request, found, token, trip, step)
        if request.method == "POST"
        else _page(request, found, token, trip, step)
    )


def _take(request: HttpRequest, found: Invitation, token: str, trip: Journey, step: Section) -> HttpResponse:
    said = {question.code: _said(request, question.code) for question in step.questions}
    errors = {code: _too_long(one.comment) for code, one in said.items() if len(one.comment) > previews.LONGEST}
    if errors:
        return _page(request, found, token, trip, step, said, errors)
    try:
        count = services.give_feedback(invitation=found, said=said)
    except services.PreviewClosed:
        return _closed(request, found)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return _page(request, found, token, trip, step, said)
    kept = ngettext(
        "What you say of %(count)s question is kept. Thank you.",
        "What you say of %(count)s questions is kept. Thank you.",
        count,
    )
    messages.success(request, kept % {"count": count})
    after = trip.beside(step, 1)
    return (
        redirect("codesign:trial_theme", token=token, theme=after.theme.code)
        if after
        else redirect("codesign:trial", token=token)
    )


def _said(request: HttpRequest, code: str) -> Said:
    verdict = request.POST.get(f"v-{code}", "")
    comment = request.POST.get(f"c-{code}", "").replace("\0", "").replace("\r\n", "\n").strip()
    return Said(verdict if verdict in Feedback.Verdict.values else "", comment)


def _too_long(comment: str) -> str:
    return _("Say it in %(most)s characters: there are %(count)s.") % {"most": previews.LONGEST, "count": len(comment)}


def _page(
    request: HttpRequest,
    found: Invitation,
    token: str,
    trip: Journey,
    step: Section,
    typed: dict[str, Said] | None = None,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    kept = queries.said_by(found)
    said = typed or {code: Said(row.verdict, row.comment) for code, row in kept.items()}
    context = {
        "preview": found.preview,
        "token": token,
        "trip": trip,
        "theme": step.theme,
        "parts": trial.parts(trip, step, said, errors or {}),
        "lines": trial.lines(trip, kept, step),
        "place": trip.place(step) + 1,
        "before": trip.beside(step, -1),
        "after": trip.beside(step, 1),
        "errors": errors or {},
        "longest": previews.LONGEST,
    }
    return render(request, "codesign/trial_theme.html", context)


def _find(token: str) -> Invitation | None:
    pk = tokens.read(token)
    return queries.invitation_with(pk) if pk else None


def _closed(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """`found` None: a link that we did not make, or made for another territory."""
    return render(request, "codesign/trial_closed.html", {"known": found is not None}, status=GONE if found else 404)
