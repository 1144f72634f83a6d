from assessments.voices.views.ballots import ballot
from assessments.voices.views.gaps import comment, gaps, note, question
from assessments.voices.views.guests import finish, home, invitation, send_code
from assessments.voices.views.members import (
    accept,
    ask_colleague,
    ask_relay,
    detail,
    organisation,
    refuse,
    remind,
    withdraw,
)
from assessments.voices.views.polls import close_poll, open_poll, poll

__all__ = [
    "accept",
    "ask_colleague",
    "ask_relay",
    "ballot",
    "close_poll",
    "comment",
    "detail",
    "finish",
    "gaps",
    "home",
    "invitation",
    "note",
    "open_poll",
    "organisation",
    "poll",
    "question",
    "refuse",
    "remind",
    "send_code",
    "withdraw",
]
