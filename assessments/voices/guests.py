"""The door that this app adds to the pages of questions: who comes in as a voice, and what closes it, in words."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.responses.access import Closed, Guest
from assessments.responses.models import Assessment
from assessments.voices import identity
from assessments.voices.models import Voice, VoiceState
from assessments.voices.queries import proved


def door(request: HttpRequest, assessment: Assessment) -> Guest | None:
    """See `responses.access.let_in`. No query for a browser that is nobody's."""
    user = request.user if isinstance(request.user, User) else None
    voice = proved(assessment, identity.known(request), user)
    if voice is None or not is_still(request, voice):
        return None
    if not voice.is_open:
        raise Closed(why_closed(voice))
    if voice.is_said:
        raise Closed(_("You said that you have finished: you may read the others now, and your answers stay."))
    return Guest(
        author=voice.author,
        home=reverse("voices:home", args=[voice.pk]),
        banner=render_to_string("voices/includes/banner.html", {"voice": voice}),
        themes=frozenset(voice.themes) if voice.themes else None,
    )


def is_still(request: HttpRequest, voice: Voice) -> bool:
    """Whether this browser is that of `voice`: it proved so, or it is the agent's, who is still of the team."""
    if not voice.is_agent:
        return identity.is_known(request, voice)
    return voice.user_id == request.user.pk and request.user.has_perm("voices.note", voice.assessment)


def why_closed(voice: Voice) -> str:
    """What to tell whom a door is closed to."""
    state, who = voice.state, voice.asked_by_name or str(voice.assessment.organisation)
    if state == VoiceState.WITHDRAWN:
        day = date_format(timezone.localtime(voice.withdrawn_at), "j F Y")
        return _("Your access was withdrawn on %(day)s. What you answered before is kept. Ask %(who)s.") % {
            "day": day, "who": who,
        }  # fmt: skip
    if state == VoiceState.OVER:
        day = date_format(timezone.localtime(voice.expires_at), "j F Y")
        return _("Your access ended on %(day)s. What you answered before is kept. Ask %(who)s for more time.") % {
            "day": day, "who": who,
        }  # fmt: skip
    if state == VoiceState.REFUSED:
        return _("The organisation did not accept this request.")
    return _("The organisation has not accepted this request yet.")
