from assessments.voices.models.people import Event, Voice, VoiceEvent, VoiceKind, VoiceState, Way
from assessments.voices.models.polls import Poll, Tally
from assessments.voices.models.talks import Agreement, Note

__all__ = [
    "Agreement",
    "Event",
    "Note",
    "Poll",
    "Tally",
    "Voice",
    "VoiceEvent",
    "VoiceKind",
    "VoiceState",
    "Way",
]
