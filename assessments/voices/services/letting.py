"""Consent given and taken back, and what each one did with it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.voices.models import Event, Voice, VoiceEvent, VoiceState
from assessments.voices.services.inviting import make_grid
from assessments.voices.services.logs import log
from assessments.voices.services.mails import send


@transaction.atomic
def accept(*, voice: Voice, by: User) -> Voice:
    """An owner lets an agent in. Raises ValidationError when it does not wait any more."""
    voice = _locked(voice)
    if voice.state != VoiceState.WAITING:
        raise ValidationError(_("This request is closed already."))
    make_grid(voice)
    voice.accepted_at = timezone.now()
    voice.save(update_fields=["accepted_at", "grid", "updated_at"])
    log(voice, Event.ACCEPTED, by)
    _tell_agent(voice, "accepted")
    return voice


@transaction.atomic
def refuse(*, voice: Voice, by: User) -> Voice:
    """Raises ValidationError when it does not wait any more."""
    voice = _locked(voice)
    if voice.state != VoiceState.WAITING:
        raise ValidationError(_("This request is closed already."))
    voice.refused_at = timezone.now()
    voice.save(update_fields=["refused_at", "updated_at"])
    log(voice, Event.REFUSED, by)
    _tell_agent(voice, "refused")
    return voice


@transaction.atomic
def withdraw(*, voice: Voice, by: User) -> Voice:
    """Shut a voice out at once; what it answered stays, with its name. Twice is as once."""
    voice = _locked(voice)
    if voice.withdrawn_at is None:
        voice.withdrawn_at = timezone.now()
        voice.save(update_fields=["withdrawn_at", "updated_at"])
        log(voice, Event.WITHDRAWN, by)
    return voice


@transaction.atomic
def finish(*, voice: Voice) -> Voice:
    """They have said what they had to: who asked them is told; a voice beside joins the list of gaps."""
    voice = _locked(voice)
    if not voice.is_open or voice.finished_at is not None:
        return voice
    voice.finished_at = timezone.now()
    voice.save(update_fields=["finished_at", "updated_at"])
    log(voice, Event.FINISHED)
    page = f"{voice.assessment.territory.root_url}{reverse('voices:detail', args=[voice.assessment_id])}"
    if voice.asked_by is not None and voice.asked_by_id != voice.user_id:
        send("finished", voice.asked_by.email, voice.assessment.territory, who=voice.label, link=page)
    return voice


def note_opening(*, voice: Voice) -> None:
    """Once a day is enough for the log."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if not VoiceEvent.objects.filter(voice=voice, what=Event.OPENED, at__gte=today).exists():
        log(voice, Event.OPENED)


def _locked(voice: Voice) -> Voice:
    """The row as it is now, kept from others until the end of the transaction."""
    related = Voice.objects.select_related("assessment__territory", "assessment__version", "asked_by", "user")
    found: Voice = related.select_for_update(of=("self",)).get(pk=voice.pk)
    return found


def _tell_agent(voice: Voice, answer: str) -> None:
    if voice.user is None:
        return
    territory = voice.assessment.territory
    link = f"{territory.root_url}{reverse('voices_desk:mine')}"
    organisation = str(voice.assessment.organisation)
    send(answer, voice.user.email, territory, organisation=organisation, link=link)
