"""The log that the organisation reads: who was let in, came, finished, was shown out."""

from django.utils import timezone

from accounts.models import User
from assessments.voices.models import Voice, VoiceEvent


def log(voice: Voice, what: str, by: User | None = None) -> None:
    """`by`: the member or the agent; the voice itself where it is None."""
    name = str(by) if by else voice.label
    VoiceEvent.objects.create(voice=voice, what=what, by_name=name[:150], at=timezone.now())
