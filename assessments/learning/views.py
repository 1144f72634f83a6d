"""Pages: the sheets and paths, one sheet and its quiz, the glossary, what a result calls for, an attestation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.people import signed_in
from assessments.learning import services
from assessments.learning.choices import theme_choices
from assessments.learning.forms import QuizForm
from assessments.learning.models import Audience, SheetPage
from assessments.learning.queries import letters, proposal
from assessments.learning.reading import Desk, related
from organisations.models import Organisation
from territories import desk
from territories.models import RoleName, Territory

LONGEST_SEARCH = 80


def territory_of(request: HttpRequest) -> Territory:
    territory: Territory = request.territory  # type: ignore[attr-defined]
    return territory


def home(request: HttpRequest) -> HttpResponse:
    held = Desk(request)
    context = {"paths": held.walks(Audience.COMPANY), "lines": held.lines(Audience.COMPANY), "resumed": held.resumed}
    return render(request, "learning/home.html", context)


def glossary(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:LONGEST_SEARCH]
    found = letters(text)
    count = sum(len(letter.terms) for letter in found)
    return render(request, "learning/glossary.html", {"letters": found, "searched": text, "count": count})


@never_cache
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    held = Desk(request)
    found = held.sheet(code)
    if request.user.is_authenticated:
        services.open_sheet(territory=territory_of(request), person=signed_in(request), sheet=found)
    return _show(request, held, found, QuizForm(found.questions))


@never_cache
@require_POST
def quiz(request: HttpRequest, code: str) -> HttpResponse:
    """Graded on the spot, for anyone; kept for who is signed in."""
    held = Desk(request)
    found = held.sheet(code)
    form = QuizForm(found.questions, request.POST)
    if not found.questions or not form.is_valid():
        return _show(request, held, found, form)
    person = signed_in(request) if request.user.is_authenticated else None
    outcome = services.try_quiz(territory=territory_of(request), person=person, sheet=found, answers=form.answers())
    return _show(request, held, found, QuizForm(found.questions), outcome=outcome)


def _show(request: HttpRequest, held: Desk, found: SheetPage, form: QuizForm, **more: object) -> HttpResponse:
    walks = [walk for walk in held.walks(found.audience) if any(step.sheet.code == found.code for step in walk.steps)]
    context = {
        "sheet": found,
        "form": form,
        "outcome": None,
        "is_read": found.code in held.read,
        "best": held.best.get(found.code),
        "walks": walks,
        "resources": related(found),
        "theme_titles": [title for theme, title in theme_choices() if theme in found.themes],
        "for_agents": found.audience == Audience.AGENT,
    }
    return render(request, "learning/sheet.html", context | more)


@require_POST
@login_required
def mark(request: HttpRequest, code: str) -> HttpResponse:
    found = Desk(request).sheet(code)
    is_read = request.POST.get("read") != "no"
    services.mark_read(territory=territory_of(request), person=signed_in(request), sheet=found, is_read=is_read)
    messages.success(request, _("Marked as read.") if is_read else _("Marked as to be read."))
    return redirect(found.address)


@never_cache
def path(request: HttpRequest, code: str) -> HttpResponse:
    walk = Desk(request).walk(code)
    return render(request, "learning/path.html", {"walk": walk, "for_agents": walk.path.audience == Audience.AGENT})


@never_cache
@login_required
def attestation(request: HttpRequest, code: str) -> HttpResponse:
    """A page to print, once every sheet of the path is read."""
    held = Desk(request)
    walk = held.walk(code)
    if not walk.progress.is_complete:
        messages.warning(request, _("The attestation comes once every sheet of the path is marked as read."))
        return redirect("learning:path", code=code)
    dates = [held.readings[step.sheet.code].read_at for step in walk.steps]
    lines = [(step.sheet, held.best.get(step.sheet.code)) for step in walk.steps]
    ended = max(date for date in dates if date)
    return render(request, "learning/attestation.html", {"walk": walk, "ended": ended, "lines": lines})


@never_cache
@login_required
def advice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The path that the organisation's result calls for."""
    organisation: Organisation = get_object_or_404(Organisation.objects.select_related("territory"), pk=pk)
    if not request.user.has_perm("organisations.view", organisation):
        raise Http404
    held = Desk(request)
    paths = held.walks(Audience.COMPANY)
    found = proposal(organisation, paths)
    context = {
        "organisation": organisation,
        "walk": next((walk for walk in paths if found and walk.path.code == found.path), None),
        "theme": dict(theme_choices()).get(found.theme, "") if found else "",
        "sheets": [line for line in held.lines(Audience.COMPANY) if found and found.theme in line.sheet.themes],
        "paths": paths,
    }
    return render(request, "learning/advice.html", context)


@desk.for_role(RoleName.READER)
def team(request: HttpRequest) -> HttpResponse:
    """The agents' paths and sheets, and where the words and sheets of the territory are written."""
    held = Desk(request)
    writes = request.user.has_perm("territories.animate", territory_of(request))
    context = {"paths": held.walks(Audience.AGENT), "lines": held.lines(Audience.AGENT), "writes": writes}
    return render(request, "learning/team.html", context)
