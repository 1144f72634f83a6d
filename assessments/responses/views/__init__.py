from .again import again
from .answering import check, save_answer, theme
from .attaching import attach
from .evidence import download as evidence
from .evidence import remove_proof, upload
from .keeping import go_on, leave, mine, resume, revoke_links, send_link
from .start import begin, start
from .who import profile

__all__ = [
    "again",
    "attach",
    "begin",
    "check",
    "evidence",
    "go_on",
    "leave",
    "mine",
    "profile",
    "remove_proof",
    "resume",
    "revoke_links",
    "save_answer",
    "send_link",
    "start",
    "theme",
    "upload",
]
