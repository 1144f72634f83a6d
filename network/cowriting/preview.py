"""What a proposal changes, and what it would make of the text as it stands."""

from network.cowriting.domain.merging import Merged, merge
from network.cowriting.domain.text import Text
from network.cowriting.domain.words import Piece, diff
from network.cowriting.models import Kind, Proposal


def changes_of(proposal: Proposal) -> tuple[Piece, ...]:
    """Word by word, from the text that its author read; a new article is all new."""
    before = proposal.base.text.passage(proposal.target) if proposal.kind == Kind.AMENDMENT else ""
    return diff(before, proposal.words)


def preview_of(proposal: Proposal, text: Text) -> Merged:
    """The proposal brought into `text`: its words as they are where nothing moved since."""
    if proposal.kind == Kind.ARTICLE:
        return merge("", "", proposal.words)
    return merge(proposal.base.text.passage(proposal.target), text.passage(proposal.target), proposal.words)
