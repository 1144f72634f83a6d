"""For those who were asked: the link, the code that shows who they are, what they were given, "I have finished"."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assessments.responses import pages
from assessments.voices import guests, identity, queries, services, tokens
from assessments.voices.models import Voice
from organisations.forms import CodeForm
from organisations.identity import veiled

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who asks; the code that opens, for whoever reads the invited mailbox."""
    voice = _find(token)
    if voice is None:
        return render(request, "voices/closed.html", {"message": ""}, status=404)
    if not voice.is_open:
        return render(request, "voices/closed.html", {"message": guests.why_closed(voice)}, status=GONE)
    if identity.is_known(request, voice):
        return redirect("voices:home", voice.pk)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if identity.prove(request, voice, form.cleaned_data["code"]):
            services.note_opening(voice=voice)
            return redirect("voices:home", voice.pk)
        form.add_error("code", _("This is not the code we sent, or it is too old: ask for a new one."))
    context = {
        "voice": voice, "token": token, "form": form, "asked": identity.is_asked(request, voice),
        "hidden_email": veiled(voice.email),
    }  # fmt: skip
    return render(request, "voices/invitation.html", context)


@require_POST
def send_code(request: HttpRequest, token: str) -> HttpResponse:
    voice = _find(token)
    if voice is None or not voice.is_open:
        return redirect("voices:invitation", token=token)
    if not identity.ask(request, voice):
        messages.warning(request, _("A code is on its way already: wait a few minutes before asking again."))
    return redirect("voices:invitation", token=token)


def _find(token: str) -> Voice | None:
    """Agents come with their account, never by a link."""
    pk = tokens.read(token, tokens.VOICE)
    voice = queries.voice_of(pk) if pk else None
    return voice if voice is not None and voice.email else None


@never_cache
@require_GET
def home(request: HttpRequest, voice: UUID) -> HttpResponse:
    """What was given to them, how far they are."""
    found = _mine(request, voice)
    if not found.is_open:
        return render(request, "voices/closed.html", {"message": guests.why_closed(found)}, status=GONE)
    filled = found.grid if found.is_beside and found.grid else found.assessment
    themes = frozenset(found.themes) if found.themes else None
    trip = pages.read_journey(filled, themes, request.path)
    context = {
        "voice": found,
        "trip": trip,
        "lines": pages.theme_lines(trip),
        "start": trip.resume_url() if trip.progress.missing else (trip.url(trip.steps[0]) if trip.steps else ""),
        "is_draft": found.assessment.is_draft or found.is_beside,
    }
    if found.is_agent:
        services.note_opening(voice=found)
    return render(request, "voices/home.html", context)


@require_POST
def finish(request: HttpRequest, voice: UUID) -> HttpResponse:
    found = _mine(request, voice)
    services.finish(voice=found)
    return redirect("voices:home", found.pk)


def _mine(request: HttpRequest, pk: UUID) -> Voice:
    voice = queries.voice_of(pk)
    if voice is None or not guests.is_still(request, voice):
        raise Http404
    return voice
