"""What several people say of a draft: its authors, the pioneers who try it, a room that votes."""

from assessments.codesign.models.comments import Comment
from assessments.codesign.models.previews import Feedback, Invitation, Preview
from assessments.codesign.models.rooms import Room, Vote

__all__ = ["Comment", "Feedback", "Invitation", "Preview", "Room", "Vote"]
