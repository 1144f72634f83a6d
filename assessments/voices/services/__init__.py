from assessments.voices.services.agreeing import agree
from assessments.voices.services.inviting import ask_colleague, ask_relay, mail_code, propose, remind
from assessments.voices.services.letting import accept, finish, note_opening, refuse, withdraw
from assessments.voices.services.notes import change_note, delete_note, write_note
from assessments.voices.services.polls import PollClosed, cast, close_poll, open_poll

__all__ = [
    "PollClosed",
    "accept",
    "agree",
    "ask_colleague",
    "ask_relay",
    "cast",
    "change_note",
    "close_poll",
    "delete_note",
    "finish",
    "mail_code",
    "note_opening",
    "open_poll",
    "propose",
    "refuse",
    "remind",
    "withdraw",
    "write_note",
]
