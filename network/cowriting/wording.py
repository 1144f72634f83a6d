"""Words of the pages: what a passage is called, what a line of the journal says."""

from django.utils.translation import gettext as _

from network.cowriting.domain.text import PREAMBLE, Text
from network.cowriting.models import Kind, Proposal


def passage_name(text: Text, code: str) -> str:
    """ "Preamble", "Article 2: Water"."""
    if code == PREAMBLE:
        return _("Preamble")
    for number, article in enumerate(text.articles, start=1):
        if article.code == code:
            return _("Article %(number)s: %(title)s") % {"number": number, "title": article.title}
    return _("A passage that is not in the text any more")


def proposal_name(proposal: Proposal) -> str:
    """What a proposal is about, as it was when it was made. `base` is loaded."""
    if proposal.kind == Kind.ARTICLE:
        return _("New article: %(title)s") % {"title": proposal.title}
    return passage_name(proposal.base.text, proposal.target)
