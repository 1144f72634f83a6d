from .journal import Entry, What
from .proposals import Comment, Kind, Proposal, Stance
from .writings import Participant, Revision, Who, Writing

__all__ = ["Comment", "Entry", "Kind", "Participant", "Proposal", "Revision", "Stance", "What", "Who", "Writing"]
